locals {
  # Of metrics that are taken from the function's log, whose lines are JSON objects.
  namespace = "Handoff/${var.name}"

  taken = {
    # Each minute the controller tells what it found in all clusters.
    GroupsDown   = { pattern = "{ $.event = \"schedule\" }", value = "$.down" }
    ClustersHeld = { pattern = "{ $.event = \"schedule\" }", value = "$.held" }
    # An evaluation went on, but something refused or did not answer: the topic, a node's item, the record.
    Troubles = { pattern = "{ ($.event = \"evaluated\") && ($.troubles[0] = \"*\") }", value = "1" }
  }

  of_function = { FunctionName = var.name }

  # Each is a fault when it is at least so high in so many of the last minutes. No data is no fault,
  # but for the first: nobody counts what nobody does.
  alarms = {
    controller-silent = {
      what      = "The controller has not run for three minutes: nothing fails over meanwhile, and nodes go on with what they do."
      then      = "Next: `handoff doctor` looks at the schedule ${var.name} and at the function; then the function's log."
      namespace = "AWS/Lambda", metric = "Invocations", dimensions = local.of_function, statistic = "Sum"
      below     = true, threshold = 1, minutes = 3, of = 3
    }
    controller-fails = {
      what      = "The controller ends with an error, three minutes in a row."
      then      = "The log says why, in lines of the level error."
      namespace = "AWS/Lambda", metric = "Errors", dimensions = local.of_function, statistic = "Sum"
      below     = false, threshold = 1, minutes = 3, of = 3
    }
    controller-throttled = {
      what      = "Lambda refuses to run the controller, because the account's concurrency is used up."
      then      = "Reserve some for it (reserved_concurrency), or raise the quota."
      namespace = "AWS/Lambda", metric = "Throttles", dimensions = local.of_function, statistic = "Sum"
      below     = false, threshold = 1, minutes = 1, of = 1
    }
    beats-wait = {
      what      = "Urgent beats wait for more than twenty seconds before the controller gets them."
      then      = "Look for throttles and errors first, then for a batch that fails again and again."
      namespace = "AWS/Lambda", metric = "IteratorAge", dimensions = local.of_function, statistic = "Maximum"
      below     = false, threshold = 20000, minutes = 2, of = 2
    }
    dead-letters = {
      what       = "Something that should have woken the controller was given up, and lies in ${var.name}-failed."
      then       = "Read it, mend the cause, purge the queue."
      namespace  = "AWS/SQS", metric = "ApproximateNumberOfMessagesVisible", statistic = "Maximum"
      dimensions = { QueueName = "${var.name}-failed" }
      below      = false, threshold = 1, minutes = 1, of = 1
    }
    # Lambda counts here what it could not put into that queue, of streams and of asynchronous calls.
    failures-lost = {
      what      = "Something that should have woken the controller was given up, and ${var.name}-failed did not take it. The schedule looks at every cluster all the same."
      then      = "See whether the queue is there, and what its policy and its key allow."
      namespace = "AWS/Lambda", metric = "DestinationDeliveryFailures", dimensions = local.of_function, statistic = "Sum"
      below     = false, threshold = 1, minutes = 1, of = 1
    }
    groups-down = {
      what      = "A group that should run has no node that may run it."
      then      = "`handoff explain GROUP` says why, and what helps."
      namespace = local.namespace, metric = "GroupsDown", dimensions = {}, statistic = "Maximum"
      below     = false, threshold = 1, minutes = 2, of = 2
    }
    clusters-held = {
      what      = "The controller holds still for a cluster, and waits for a person or for better evidence."
      then      = "`handoff status` says why."
      namespace = local.namespace, metric = "ClustersHeld", dimensions = {}, statistic = "Maximum"
      below     = false, threshold = 1, minutes = 5, of = 5
    }
    troubles = {
      what      = "The controller runs, but something keeps refusing: perhaps alerts are not sent."
      then      = "The log says what, in `troubles` of lines with the event evaluated."
      namespace = local.namespace, metric = "Troubles", dimensions = {}, statistic = "Sum"
      below     = false, threshold = 1, minutes = 3, of = 5
    }
  }

  who_hears = setunion([aws_sns_topic.alerts.arn], var.alarm_topics)
}

resource "aws_cloudwatch_log_metric_filter" "taken" {
  for_each = local.taken

  name           = "${var.name}-${each.key}"
  log_group_name = aws_cloudwatch_log_group.function.name
  pattern        = each.value.pattern

  metric_transformation {
    namespace = local.namespace
    name      = each.key
    value     = each.value.value
    unit      = "Count"
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

  comparison_operator = each.value.below ? "LessThanThreshold" : "GreaterThanOrEqualToThreshold"
  threshold           = each.value.threshold
  datapoints_to_alarm = each.value.minutes
  evaluation_periods  = each.value.of
  treat_missing_data  = each.value.below ? "breaching" : "notBreaching"

  alarm_actions = local.who_hears
  ok_actions    = local.who_hears

  tags = local.tags

  # An alarm that rings at once should find somebody who is told.
  depends_on = [aws_sns_topic_policy.alerts]
}
