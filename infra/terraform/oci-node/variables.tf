variable "deployment" {
  description = "The installation that the nodes belong to: the output `deployment` of the module oci."
  type = object({
    cloud            = string
    region           = string
    compartment      = string
    namespace        = string
    bucket           = string
    function         = string
    functionEndpoint = string
    streamPool       = string
    topic            = string
  })

  validation {
    condition     = var.deployment.cloud == "oci"
    error_message = "That is an installation on another cloud."
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

variable "cluster" {
  description = "The cluster of these nodes, as its spec calls it."
  type        = string

  validation {
    condition     = can(regex("^[A-Za-z0-9][A-Za-z0-9-]{0,62}$", var.cluster))
    error_message = "A cluster's name has letters, digits and '-', at most 63."
  }
}

variable "nodes" {
  description = "All nodes of the cluster, as the spec calls them. Each gets a stream and user-data of its own."
  type        = set(string)

  validation {
    condition = alltrue([
      for node in var.nodes : can(regex("^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$", node))
    ])
    error_message = "A node's name has letters, digits, '.', '_' and '-', at most 63."
  }

  validation {
    condition     = length(distinct([for node in var.nodes : lower(node)])) == length(var.nodes)
    error_message = "Two names differ in their case only. Oracle's policies compare names without it."
  }

  validation {
    condition = alltrue([
      for node in var.nodes : length("${var.deployment.bucket}-${var.cluster}-${node}") <= 100
    ])
    error_message = "Installation, cluster and node name a group together, which has at most 100 characters."
  }
}

variable "instances" {
  description = <<-EOT
    For each node the OCID of its instance. What a node may do is given to that instance only. Where a machine is replaced,
    apply with the new one: its rights take up to a quarter of an hour to arrive.
  EOT
  type        = map(string)

  validation {
    condition     = toset(keys(var.instances)) == toset(var.nodes)
    error_message = "An instance for each node, and for nothing else."
  }
}

variable "retention_in_hours" {
  description = "How long a stream keeps beats, 24 to 168. Only the newest is ever needed. A stream cannot change it later."
  type        = number
  default     = 24

  validation {
    condition     = var.retention_in_hours >= 24 && var.retention_in_hours <= 168
    error_message = "Between 24 and 168 hours."
  }
}

variable "package" {
  description = <<-EOT
    The beacon's package, .deb or .rpm as the machine image needs it, and its SHA-256: it is installed at the first boot.
    The URL may be that of a pre-authenticated request to a bucket. null: the image has it.
  EOT
  type        = object({ url = string, sha256 = string })
  default     = null

  validation {
    condition = var.package == null ? true : can(
      regex("^https://[A-Za-z0-9._~/%+-]+\\.(deb|rpm)$", var.package.url)
    )
    error_message = "The URL of a .deb or .rpm, by https://, of plain characters."
  }

  validation {
    condition     = var.package == null ? true : can(regex("^[0-9a-f]{64}$", var.package.sha256))
    error_message = "A SHA-256 is 64 hexadecimal digits in lower case, as sha256sum prints them."
  }
}

variable "setup" {
  description = <<-EOT
    Lines of shell (sh) that run as root before the beacon is installed, for the services. Where one fails, nothing after
    it is run: a machine without its services is no node.
  EOT
  type        = string
  default     = ""
}

variable "paths" {
  description = "Network interfaces of the machine by which beats are tried, in order."
  type        = list(string)
  default     = []
}

variable "settings" {
  description = <<-EOT
    Further keys of beacon.yaml, as docs/beacon.md tells them; for example
    {allow = {commands = ["/usr/sbin/haproxy"]}, reboot = ["systemctl", "reboot", "--force"]}.
  EOT
  type        = any
  default     = {}

  validation {
    condition = length(setsubtract(
      keys(var.settings), ["allow", "interface", "key", "reboot", "state-directory"]
    )) == 0
    error_message = "Here belong allow, interface, key, reboot and state-directory; nothing else."
  }
}
