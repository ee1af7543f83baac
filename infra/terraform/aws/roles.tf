resource "aws_iam_role" "function" {
  name                 = "${var.name}-function"
  description          = "Handoff's controller."
  permissions_boundary = var.permissions_boundary
  tags                 = local.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "lambda.amazonaws.com" }
      Action    = "sts:AssumeRole"
    }]
  })
}

resource "aws_iam_role_policy" "function" {
  name   = "controller"
  role   = aws_iam_role.function.name
  policy = local.policies.function
}

resource "aws_iam_role_policy" "fence" {
  count = var.fence ? 1 : 0

  name   = "fence"
  role   = aws_iam_role.function.name
  policy = local.policies.fence
}

resource "aws_iam_role" "scheduler" {
  name                 = "${var.name}-scheduler"
  description          = "The schedule that wakes Handoff's controller."
  permissions_boundary = var.permissions_boundary
  tags                 = local.tags

  # The account: without it the scheduler of another one could be talked into using this role.
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "scheduler.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = { StringEquals = { "aws:SourceAccount" = local.account } }
    }]
  })
}

resource "aws_iam_role_policy" "scheduler" {
  name   = "invoke"
  role   = aws_iam_role.scheduler.name
  policy = local.policies.scheduler
}
