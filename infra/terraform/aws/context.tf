data "aws_caller_identity" "this" {}

data "aws_partition" "this" {}

data "aws_region" "this" {}

locals {
  tags = { handoff = var.name }

  partition = data.aws_partition.this.partition
  account   = data.aws_caller_identity.this.account_id
  # Not `name`: later providers call that deprecated, and the id is the same in all of them.
  region = data.aws_region.this.id

  # Put together here instead of asked of the resources, so that a plan already shows the policies as they will be.
  arns = {
    topic  = "arn:${local.partition}:sns:${local.region}:${local.account}:${var.name}-alerts"
    failed = "arn:${local.partition}:sqs:${local.region}:${local.account}:${var.name}-failed"
    alarms = "arn:${local.partition}:cloudwatch:${local.region}:${local.account}:alarm:${var.name}-*"
  }
}
