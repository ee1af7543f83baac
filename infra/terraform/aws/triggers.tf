# Urgent beats: a failed service, a finished start, a missed beat of a peer. The filter leaves out
# ordinary beats, and what the controller writes itself, which would invoke it again and again.
resource "aws_lambda_event_source_mapping" "beats" {
  event_source_arn  = aws_dynamodb_table.nodes.stream_arn
  function_name     = aws_lambda_alias.live.arn
  starting_position = "LATEST"
  batch_size        = 100
  # Two nodes of one cluster may be in two batches: the evaluations are made for that.
  parallelization_factor = 10

  filter_criteria {
    filter {
      pattern = jsonencode({ dynamodb = { NewImage = { by = { S = ["node"] }, urgent = { S = ["1"] } } } })
    }
  }

  # Without these a single bad record blocks its shard for a day.
  maximum_retry_attempts             = 3
  maximum_record_age_in_seconds      = 60
  bisect_batch_on_function_error     = true
  function_response_types            = ["ReportBatchItemFailures"]
  maximum_batching_window_in_seconds = 0

  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.failed.arn
    }
  }

  depends_on = [aws_iam_role_policy.function]
}

# The backstop: for the case that no node is left that could report another.
resource "aws_scheduler_schedule" "minute" {
  name                = var.name
  description         = "Lets Handoff's controller look at every cluster."
  schedule_expression = "rate(1 minute)"

  flexible_time_window {
    mode = "OFF"
  }

  target {
    arn      = aws_lambda_alias.live.arn
    role_arn = aws_iam_role.scheduler.arn
    input    = jsonencode({ schedule = true })

    # The next minute is as good as a retry.
    retry_policy {
      maximum_event_age_in_seconds = 60
      maximum_retry_attempts       = 0
    }

    dead_letter_config {
      arn = aws_sqs_queue.failed.arn
    }
  }

  depends_on = [aws_iam_role_policy.scheduler]
}
