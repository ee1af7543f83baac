# The files in infra/policies say who may do what; nothing is added to them here.
locals {
  policy_folder = "${path.module}/../../policies"

  policy_values = {
    partition = local.partition
    region    = local.region
    account   = local.account
    name      = var.name
    topic     = local.arns.topic
    failed    = local.arns.failed
    key       = coalesce(var.kms_key_arn, "none")
    suffix    = data.aws_partition.this.dns_suffix
  }

  statements = {
    for duty in ["function", "fence", "scheduler", "node", "viewer", "operator", "key"] :
    duty => jsondecode(templatefile("${local.policy_folder}/${duty}.json", local.policy_values)).Statement
  }

  # Whoever reads or writes a table needs its key as well.
  with_key = var.kms_key_arn == null ? [] : ["function", "node", "viewer"]

  policies = {
    for duty, statements in local.statements : duty => jsonencode({
      Version = "2012-10-17"
      Statement = concat(
        statements, [for statement in local.statements.key : statement if contains(local.with_key, duty)]
      )
    })
  }
}

# For the role of a node: the module aws-node attaches it, or you do.
resource "aws_iam_policy" "node" {
  name        = "${var.name}-node"
  description = "What a node's beacon may do."
  policy      = local.policies.node
  tags        = local.tags
}

# Who may command needs the viewer's as well.
resource "aws_iam_policy" "operator" {
  name        = "${var.name}-operator"
  description = "To command Handoff's controller, beside ${var.name}-viewer."
  policy      = local.policies.operator
  tags        = local.tags
}

resource "aws_iam_policy" "viewer" {
  name        = "${var.name}-viewer"
  description = "To see status, history and explanations of Handoff's clusters."
  policy      = local.policies.viewer
  tags        = local.tags
}
