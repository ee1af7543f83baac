variable "name" {
  description = "Name of the installation."
  type        = string
  default     = "handoff"
}

variable "artifact" {
  description = "Path of handoff-aws-lambda.zip."
  type        = string
}

variable "runtime" {
  description = "See the module aws."
  type        = string
  default     = "java25"
}

variable "emails" {
  description = "Who gets alerts and alarms."
  type        = set(string)
  default     = []
}

variable "deletion_protection" {
  description = "false: `terraform destroy` may delete the tables."
  type        = bool
  default     = true
}

variable "package" {
  description = <<-EOT
    URL and SHA-256 of the beacon's .rpm; null: the image has it. By s3://, from a bucket of the same region: these
    nodes have no public address, and S3 is all that they reach beside DynamoDB.
  EOT
  type        = object({ url = string, sha256 = string })
  default     = null
}

variable "ami" {
  description = "The nodes' machine image; null: the newest Amazon Linux 2023 for x86-64."
  type        = string
  default     = null
}

variable "instance_type" {
  description = "The nodes' type."
  type        = string
  default     = "t3.micro"
}

variable "address" {
  description = "What clients ask: an address of the subnet that AWS has given to nobody."
  type        = string
  default     = "10.0.0.200"
}
