locals {
  # Of metrics that are counted from the function's log.
  namespace = "Handoff/${var.name}"

  # Each line of the log is one JSON object, see LoggedJournal and EvaluationLine in functions/aws.
  counted = {
    # Whatever left it without a node; not what an operator wants stopped.
    GroupsStopped = join(" && ", [
      "{ ($.event = \"journal\")",
      "($.happening.type = \"group-stopped\")",
      "($.happening.cause.type != \"target-role-stopped\")",
      "($.happening.cause.type != \"stop-all\") }",
    ])
    # An evaluation went on, but something refused or did not answer: the topic, a node's item, the record.
    Troubles = "{ ($.event = \"evaluated\") && ($.troubles[0] = \"*\") }"
  }

  of_function = { FunctionName = var.name }

  alarms = {
    not-running = {
      what       = "Handoff's controller has not run for three minutes, so no address would move."
      then       = "Look at the schedule ${var.name} and at the function's log."
      namespace  = "AWS/Lambda", metric = "Invocations", dimensions = local.of_function, statistic = "Sum"
      comparison = "LessThanThreshold", threshold = 1, of = 3, at_least = 3
      # Nobody counts what nobody does: no data is what this alarm is about.
      missing = "breaching"
    }
    errors = {
      what      = "Handoff's controller ends with errors."
      then      = "The function's log says why, in lines with \"level\":\"error\"."
      namespace = "AWS/Lambda", metric = "Errors", dimensions = local.of_function, statistic = "Sum"
      # A single one is made up for by the next minute.
      comparison = "GreaterThanOrEqualToThreshold", threshold = 1, of = 5, at_least = 2
      missing    = "notBreaching"
    }
    throttles = {
      what       = "Handoff's controller is not let run: the account's concurrency is used up."
      then       = "Reserve some for it (reserved_concurrency)."
      namespace  = "AWS/Lambda", metric = "Throttles", dimensions = local.of_function, statistic = "Sum"
      comparison = "GreaterThanOrEqualToThreshold", threshold = 1, of = 1, at_least = 1
      missing    = "notBreaching"
    }
    late = {
      what       = "Urgent beats wait ten seconds and more for Handoff's controller: failovers take that much longer."
      then       = "Look for throttles and errors first, then for a batch that fails again and again."
      namespace  = "AWS/Lambda", metric = "IteratorAge", dimensions = local.of_function, statistic = "Maximum"
      comparison = "GreaterThanOrEqualToThreshold", threshold = 10000, of = 1, at_least = 1
      missing    = "notBreaching"
    }
    dead-letters = {
      what       = "Events that Handoff's controller could make nothing of are in the queue ${var.name}-failed."
      then       = "Read them, mend the cause, purge the queue."
      namespace  = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", statistic = "Maximum"
      dimensions = { QueueName = "${var.name}-failed" }
      comparison = "GreaterThanOrEqualToThreshold", threshold = 1, of = 1, at_least = 1
      # An idle queue has no data.
      missing = "notBreaching"
    }
    group-stopped = {
      what       = "A group of a cluster was stopped because no node may run it."
      then       = "`handoff explain GROUP` says why, and what would help."
      namespace  = local.namespace, metric = "GroupsStopped", dimensions = {}, statistic = "Sum"
      comparison = "GreaterThanOrEqualToThreshold", threshold = 1, of = 1, at_least = 1
      missing    = "notBreaching"
    }
    troubles = {
      what       = "Handoff's controller runs, but something keeps refusing: perhaps mails are not sent."
      then       = "See \"troubles\" in the function's log."
      namespace  = local.namespace, metric = "Troubles", dimensions = {}, statistic = "Sum"
      comparison = "GreaterThanOrEqualToThreshold", threshold = 1, of = 5, at_least = 3
      missing    = "notBreaching"
    }
  }

  who_hears = setunion([aws_sns_topic.alerts.arn], var.alarm_topics)
}

resource "aws_cloudwatch_log_metric_filter" "counted" {
  for_each = local.counted

  name           = "${var.name}-${each.key}"
  log_group_name = aws_cloudwatch_log_group.function.name
  pattern        = each.value

  metric_transformation {
    namespace     = local.namespace
    name          = each.key
    value         = "1"
    default_value = "0"
    unit          = "Count"
  }
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.alarms

  alarm_name        = "${var.name}-${each.key}"
  alarm_description = "${each.value.what} ${each.value.then}"

  namespace   = each.value.namespace
  metric_name = each.value.metric
  dimensions  = each.value.dimensions
  statistic   = each.value.statistic
  period      = 60

  comparison_operator = each.value.comparison
  threshold           = each.value.threshold
  evaluation_periods  = each.value.of
  datapoints_to_alarm = each.value.at_least
  treat_missing_data  = each.value.missing

  alarm_actions = local.who_hears
  ok_actions    = local.who_hears

  # An alarm that rings at once should find somebody who is told.
  depends_on = [aws_sns_topic_policy.alerts]
}
