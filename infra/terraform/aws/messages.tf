# Alerts of the controller, and the alarms about it.
resource "aws_sns_topic" "alerts" {
  name         = "${var.name}-alerts"
  display_name = "Handoff ${var.name}"
  tags         = local.tags
}

# An alert that anybody could send would be worth nothing: SNS's default lets the whole account publish.
resource "aws_sns_topic_policy" "alerts" {
  arn = aws_sns_topic.alerts.arn

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Alarms"
        Effect    = "Allow"
        Principal = { Service = "cloudwatch.amazonaws.com" }
        Action    = "sns:Publish"
        Resource  = local.arns.topic
        Condition = {
          ArnLike      = { "aws:SourceArn" = local.arns.alarms }
          StringEquals = { "aws:SourceAccount" = local.account }
        }
      },
      {
        Sid       = "NobodyElse"
        Effect    = "Deny"
        Principal = "*"
        Action    = "sns:Publish"
        Resource  = local.arns.topic
        Condition = {
          ArnNotEquals = { "aws:PrincipalArn" = aws_iam_role.function.arn }
          Bool         = { "aws:PrincipalIsAWSService" = "false" }
        }
      },
    ]
  })
}

resource "aws_sns_topic_subscription" "email" {
  for_each = var.emails

  topic_arn = aws_sns_topic.alerts.arn
  protocol  = "email"
  endpoint  = each.value
}

# Events that nobody could make anything of: of the stream, the schedule, and asynchronous invocations.
resource "aws_sqs_queue" "failed" {
  name                      = "${var.name}-failed"
  message_retention_seconds = 14 * 24 * 60 * 60
  sqs_managed_sse_enabled   = true
  tags                      = local.tags
}
