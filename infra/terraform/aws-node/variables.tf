variable "deployment" {
  description = "The installation that the nodes belong to: the output `deployment` of the module aws."
  type = object({
    region   = string
    account  = string
    tables   = string
    function = string
    topic    = string
  })
}

variable "policy" {
  description = "ARN of the policy for nodes: `policies.node` of the module aws."
  type        = string
}

variable "name" {
  description = <<-EOT
    Name of the role and of the instance profile; null: the installation's name, then "-node". All
    nodes of an installation may share one: a node is known by its instance, not by its role.
  EOT
  type        = string
  default     = null
}

variable "managed_policies" {
  description = <<-EOT
    ARNs of further policies for the role, by any names; for example
    {ssm = "arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"}.
  EOT
  type        = map(string)
  default     = {}
}

variable "permissions_boundary" {
  description = "ARN of the policy that bounds the role; null: none."
  type        = string
  default     = null
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
  description = "The nodes, as the spec calls them. Each gets user-data of its own."
  type        = set(string)

  validation {
    condition = alltrue([
      for node in var.nodes : can(regex("^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$", node))
    ])
    error_message = "A node's name has letters, digits, '.', '_' and '-', at most 63."
  }
}

variable "package" {
  description = <<-EOT
    The beacon's package, .deb or .rpm as the machine image needs it, and its SHA-256: it is
    installed at the first boot. The URL begins with https:// or s3://; the latter needs the AWS
    command line on the image, and the role may then read that one object. null: the image has it.
  EOT
  type        = object({ url = string, sha256 = string })
  default     = null

  validation {
    condition = var.package == null ? true : can(
      regex("^(https|s3)://[A-Za-z0-9._~/%+-]+\\.(deb|rpm)$", var.package.url)
    )
    error_message = "The URL of a .deb or .rpm, by https:// or s3://, of plain characters."
  }

  validation {
    condition     = var.package == null ? true : can(regex("^[0-9a-f]{64}$", var.package.sha256))
    error_message = "A SHA-256 is 64 hexadecimal digits in lower case, as sha256sum prints them."
  }
}

variable "setup" {
  description = <<-EOT
    Lines of shell (sh) that run as root before the beacon is installed, for the services. Where one
    fails, nothing after it is run: a machine without its services is no node.
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
