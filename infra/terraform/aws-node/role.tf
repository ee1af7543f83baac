data "aws_partition" "this" {}

locals {
  name = coalesce(var.name, "${var.deployment.tables}-node")

  # s3://BUCKET/KEY: read by the role itself.
  in_bucket = var.package == null ? false : startswith(var.package.url, "s3://")
}

resource "aws_iam_role" "node" {
  name                 = local.name
  description          = "A node of Handoff."
  permissions_boundary = var.permissions_boundary
  tags                 = { handoff = var.deployment.tables }

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "ec2.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy_attachment" "node" {
  role       = aws_iam_role.node.name
  policy_arn = var.policy
}

resource "aws_iam_role_policy_attachment" "more" {
  for_each = var.managed_policies

  role       = aws_iam_role.node.name
  policy_arn = each.value
}

resource "aws_iam_role_policy" "package" {
  count = local.in_bucket ? 1 : 0

  name = "package"
  role = aws_iam_role.node.name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Sid      = "FetchBeacon"
      Effect   = "Allow"
      Action   = "s3:GetObject"
      Resource = "arn:${data.aws_partition.this.partition}:s3:::${trimprefix(var.package.url, "s3://")}"
    }]
  })
}

resource "aws_iam_instance_profile" "node" {
  name = local.name
  role = aws_iam_role.node.name
}
