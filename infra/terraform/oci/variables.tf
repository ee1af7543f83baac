variable "name" {
  description = <<-EOT
    Name of this installation. Bucket, stream pool, function, topics, alarms, groups and policies are called after it. Bucket
    names are unique in a tenancy, and so are those of groups: two installations need two names.
  EOT
  type        = string
  default     = "handoff"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,29}$", var.name))
    error_message = "The name begins with a letter and has at most 30 lower-case letters, digits and hyphens."
  }
}

variable "tenancy_id" {
  description = "OCID of the tenancy: dynamic groups belong to it."
  type        = string

  validation {
    condition     = startswith(var.tenancy_id, "ocid1.tenancy.")
    error_message = "The OCID of a tenancy begins with ocid1.tenancy."
  }
}

variable "region" {
  description = "The region, such as eu-frankfurt-1: the one of the provider that is not called home."
  type        = string

  validation {
    condition     = can(regex("^[a-z]+-[a-z0-9-]+-[0-9]+$", var.region))
    error_message = "A region's identifier, such as eu-frankfurt-1, not its key (FRA)."
  }
}

variable "compartment_id" {
  description = <<-EOT
    OCID of the compartment that everything goes into; null: one is made, called after the installation, in `parent_id`.
    One of its own is what narrows the permissions that Oracle cannot tie to one topic or one stream.
  EOT
  type        = string
  default     = null

  validation {
    condition     = var.compartment_id == null ? true : startswith(var.compartment_id, "ocid1.compartment.")
    error_message = "The OCID of a compartment, ocid1.compartment.…; not the tenancy, where too much else is."
  }
}

variable "parent_id" {
  description = "OCID of the compartment in which one is made, if one is; null: the tenancy itself."
  type        = string
  default     = null
}

variable "network_compartment_id" {
  description = <<-EOT
    OCID of the compartment with the private IPs, public IPs, route tables, VNICs and instances; null: the same one as all
    else. The controller may move what is in it, and nothing elsewhere.
  EOT
  type        = string
  default     = null

  validation {
    condition = (
      var.network_compartment_id == null ? true : startswith(var.network_compartment_id, "ocid1.compartment.")
    )
    error_message = "The OCID of a compartment, ocid1.compartment.…; not the tenancy, where too much else is."
  }
}

variable "subnet_ids" {
  description = <<-EOT
    OCIDs of the regional subnet in which the function runs (one; up to three if they are of single availability domains). Oracle's
    services must be reachable from there: by a service gateway, or by a NAT or internet gateway.
  EOT
  type        = list(string)

  validation {
    condition     = length(var.subnet_ids) >= 1 && length(var.subnet_ids) <= 3
    error_message = "One subnet, or up to three."
  }
}

variable "network_security_group_ids" {
  description = "OCIDs of network security groups for the function. It opens connections by HTTPS, and accepts none."
  type        = set(string)
  default     = []
}

variable "image" {
  description = "The function's image with its tag, in a registry (OCIR) of the same region: see docs/oci.md."
  type        = string

  validation {
    condition     = can(regex("^([a-z0-9]+\\.ocir\\.io|ocir\\.[a-z0-9-]+\\.oci\\.oraclecloud\\.com)/.+:[A-Za-z0-9_.-]+$", var.image))
    error_message = "An image of OCIR with its tag, such as fra.ocir.io/NAMESPACE/handoff:1.0."
  }
}

variable "memory" {
  description = "The function's memory in MB. Its share of a processor grows with it."
  type        = number
  default     = 1024

  validation {
    condition     = contains([256, 512, 1024, 2048, 3072], var.memory)
    error_message = "256, 512, 1024, 2048 or 3072 MB; a Java function does not run with 128."
  }
}

variable "timeout" {
  description = "The longest time of one invocation, in seconds. It must outlast a whole beat timeout between two looks at a node."
  type        = number
  default     = 150

  validation {
    condition     = var.timeout >= 60 && var.timeout <= 300
    error_message = "Between 60 and 300 seconds."
  }
}

variable "provisioned_concurrency" {
  description = <<-EOT
    Provisioned concurrency units, which spare urgent beats the start of a container; 0: none. They are billed while they
    wait. Oracle gives them in steps that depend on the memory.
  EOT
  type        = number
  default     = 0

  validation {
    condition     = var.provisioned_concurrency >= 0 && floor(var.provisioned_concurrency) == var.provisioned_concurrency
    error_message = "A whole number, or 0 for none."
  }
}

variable "moves" {
  description = "Kinds of addresses that the controller may move: private-ip, public-ip, route, ipv6."
  type        = set(string)
  default     = ["private-ip"]

  validation {
    condition     = length(setsubtract(var.moves, ["private-ip", "public-ip", "route", "ipv6"])) == 0
    error_message = "private-ip, public-ip, route, ipv6; nothing else."
  }

  validation {
    condition     = length(var.moves) > 0
    error_message = "A controller that may move nothing is of no use."
  }
}

variable "fence" {
  description = <<-EOT
    Whether the controller may power off instances of the network's compartment. Needed where a cluster's spec says
    `fence: stop`, and for nothing else.
  EOT
  type        = bool
  default     = false
}

variable "emails" {
  description = "Addresses that get every alert and alarm. Each has to be confirmed from the mail that Oracle sends to it."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for email in var.emails : can(regex("^[^@[:space:]]+@[^@[:space:]]+$", email))])
    error_message = "Every element is an e-mail address."
  }
}

variable "alarm_topics" {
  description = <<-EOT
    OCIDs of further topics that hear of the alarms: an operations team's own, for example. They ring also when nobody can
    hear this installation's topic any more.
  EOT
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for id in var.alarm_topics : startswith(id, "ocid1.onstopic.")])
    error_message = "Every element is the OCID of a topic, ocid1.onstopic.…"
  }
}

variable "silence" {
  description = <<-EOT
    After how many minutes without an invocation people hear that the controller is silent; 0: never, for clusters whose
    beacons all have `look-every: 0`.
  EOT
  type        = number
  default     = 5

  validation {
    condition     = var.silence >= 0 && var.silence <= 60 && floor(var.silence) == var.silence
    error_message = "Whole minutes, at most 60; or 0 for never."
  }
}

variable "schedule" {
  description = "Whether Resource Scheduler wakes the controller every hour, against drift. It has no shorter interval."
  type        = bool
  default     = true
}

variable "connectors" {
  description = <<-EOT
    Streams that a connector leads to the function, by any names: {"web.srv-lb01" = OCID}. Not needed, since beacons invoke the
    function themselves; it is for machines that may not. Every beat is then an invocation's share, and it is slower.
  EOT
  type        = map(string)
  default     = {}

  validation {
    condition     = alltrue([for id in values(var.connectors) : startswith(id, "ocid1.stream.")])
    error_message = "Every value is the OCID of a stream, ocid1.stream.…"
  }
}

variable "journal_retention_days" {
  description = "How long entries of the journal are kept."
  type        = number
  default     = 365

  validation {
    condition     = var.journal_retention_days >= 1
    error_message = "At least one day."
  }
}

variable "log_retention_days" {
  description = "How long the function's log is kept. The journal, which says what happened and why, is in the bucket."
  type        = number
  default     = 30

  validation {
    condition     = contains([30, 60, 90, 120, 150, 180], var.log_retention_days)
    error_message = "Oracle keeps logs for 30, 60, 90, 120, 150 or 180 days."
  }
}

variable "viewers" {
  description = "Names of IAM groups that may see status, history and explanations: GROUP, or DOMAIN/GROUP."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for group in var.viewers : can(regex("^([A-Za-z0-9_.-]+/)?[A-Za-z0-9_.-]+$", group))])
    error_message = "A group's name, or DOMAIN/GROUP."
  }
}

variable "operators" {
  description = "Names of IAM groups that may command the controller. They may see as well."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for group in var.operators : can(regex("^([A-Za-z0-9_.-]+/)?[A-Za-z0-9_.-]+$", group))])
    error_message = "A group's name, or DOMAIN/GROUP."
  }
}
