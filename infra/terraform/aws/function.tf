# One function for the schedule, urgent beats and operators: so the schedule keeps warm what an
# urgent beat needs.
resource "aws_lambda_function" "controller" {
  function_name = var.name
  description   = "Handoff's controller: decides which node has an address, and moves it there."
  role          = aws_iam_role.function.arn

  filename         = var.artifact
  source_code_hash = filebase64sha256(var.artifact)
  handler          = "dev.handoff.aws.HandoffFunction"
  runtime          = var.runtime
  architectures    = ["arm64"]
  memory_size      = var.memory
  # It must outlast a whole beat timeout, at most two minutes, between two looks at a node.
  timeout = 150

  reserved_concurrent_executions = var.reserved_concurrency

  # A snapshot exists for published versions only, which is why everybody invokes the alias.
  publish = true
  snap_start {
    apply_on = "PublishedVersions"
  }

  environment {
    variables = {
      HANDOFF_ACCOUNT   = local.account
      HANDOFF_METRICS   = tostring(var.cluster_metrics)
      HANDOFF_TABLES    = var.name
      JAVA_TOOL_OPTIONS = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
    }
  }

  # Text, because the function writes JSON itself: Lambda's own would wrap it, and no metric filter
  # would find anything.
  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.function.name
  }

  tags = local.tags

  depends_on = [aws_iam_role_policy.function]
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  description      = "The version that schedule, stream and operators invoke."
  function_name    = aws_lambda_function.controller.function_name
  function_version = aws_lambda_function.controller.version
}

# Lambda's defaults are six hours and two retries. An event says only "look", and a minute later the
# schedule says it too.
resource "aws_lambda_function_event_invoke_config" "live" {
  function_name = aws_lambda_function.controller.function_name
  qualifier     = aws_lambda_alias.live.name

  maximum_event_age_in_seconds = 60
  maximum_retry_attempts       = 0

  destination_config {
    on_failure {
      destination = aws_sqs_queue.failed.arn
    }
  }
}

# Created here and not by the function's first line, so that it has an end.
resource "aws_cloudwatch_log_group" "function" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.log_retention_days
  tags              = local.tags
}
