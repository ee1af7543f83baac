variable "name" {
  description = <<-EOT
    Name of this installation. Tables, function, topic, roles and alarms are called after it, and the controller moves
    only what carries the tag `handoff` with this value. Two installations in one account need two names.
  EOT
  type        = string
  default     = "handoff"

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,29}$", var.name))
    error_message = "The name begins with a letter and has at most 30 lower-case letters, digits and hyphens."
  }
}

variable "artifact" {
  description = "Path of the function's zip, handoff-aws-lambda.zip of a release."
  type        = string

  validation {
    condition     = fileexists(var.artifact)
    error_message = "There is no file '${var.artifact}'. Take handoff-aws-lambda.zip from a release, or build it."
  }
}

variable "runtime" {
  description = <<-EOT
    The function's runtime. Its classes need Java 25; another value is only good for a provider that does not know
    java25 yet, against an AWS API server that does not run the function.
  EOT
  type        = string
  default     = "java25"

  validation {
    condition     = can(regex("^java[0-9]{2}$", var.runtime))
    error_message = "The runtime is one of Lambda's for Java, such as java25."
  }
}

variable "memory" {
  description = "The function's memory in MB, and with it its share of a processor: 1769 MB are a whole one."
  type        = number
  default     = 1024

  validation {
    condition     = var.memory >= 512 && var.memory <= 10240
    error_message = "The memory is between 512 and 10240 MB."
  }
}

variable "reserved_concurrency" {
  description = <<-EOT
    Executions that are kept for the controller, so that no other function of the account can use them up; -1: none are.
    Ten serve hundreds of clusters. Lambda refuses it where fewer than 100 would remain for all others.
  EOT
  type        = number
  default     = -1

  validation {
    condition     = var.reserved_concurrency == -1 || var.reserved_concurrency >= 2
    error_message = "At least 2, so that an urgent beat need not wait for the schedule; or -1 for none."
  }
}

variable "fence" {
  description = <<-EOT
    Whether the controller may power off instances with the tag `handoff`. Needed where a cluster's spec says
    `fence: stop`, and for nothing else.
  EOT
  type        = bool
  default     = false
}

variable "emails" {
  description = "Addresses that get every alert and alarm. Each has to be confirmed from the mail that AWS sends to it."
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for email in var.emails : can(regex("^[^@[:space:]]+@[^@[:space:]]+$", email))])
    error_message = "Every element is an e-mail address."
  }
}

variable "alarm_topics" {
  description = <<-EOT
    ARNs of further SNS topics that hear of the alarms: an operations team's own, for example. They ring also when
    nobody can hear this installation's topic any more.
  EOT
  type        = set(string)
  default     = []

  validation {
    condition     = alltrue([for arn in var.alarm_topics : can(regex("^arn:[a-z-]+:sns:", arn))])
    error_message = "Every element is the ARN of an SNS topic."
  }
}

variable "deletion_protection" {
  description = "Whether the tables refuse to be deleted. To remove the installation, apply with false first."
  type        = bool
  default     = true
}

variable "kms_key_arn" {
  description = <<-EOT
    ARN of the KMS key that encrypts the tables; null: DynamoDB's own key. The key's policy must leave its use to IAM,
    as the console's default does: the permissions that are needed are part of this module's policies.
  EOT
  type        = string
  default     = null

  validation {
    condition = var.kms_key_arn == null || can(
      regex("^arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/.+$", var.kms_key_arn)
    )
    error_message = "The ARN of a key (arn:aws:kms:REGION:ACCOUNT:key/ID), not of an alias."
  }
}

variable "log_retention_days" {
  description = "How long the function's log is kept. The journal, which says what happened and why, is in the table."
  type        = number
  default     = 30

  validation {
    condition = contains(
      [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
      var.log_retention_days
    )
    error_message = "CloudWatch keeps logs for 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, … days."
  }
}

variable "cluster_metrics" {
  description = <<-EOT
    Whether CloudWatch gets six metrics for each cluster: moves, time to detect, time to move, silent nodes,
    evaluations, conflicts. Each costs 0.30 USD a month, so at most 1.80 USD for a cluster; see docs/metrics.md.
  EOT
  type        = bool
  default     = false
}

variable "permissions_boundary" {
  description = "ARN of the policy that bounds every role of this module; null: none."
  type        = string
  default     = null

  validation {
    condition = var.permissions_boundary == null || can(
      regex("^arn:[a-z-]+:iam::[^:]+:policy/", var.permissions_boundary)
    )
    error_message = "The ARN of an IAM policy."
  }
}
