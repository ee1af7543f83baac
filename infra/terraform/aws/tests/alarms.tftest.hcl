# What makes somebody look.

mock_provider "aws" {
  source = "../mocks"
}

variables {
  name = "duty"
  # Any file: nobody runs it here.
  artifact = "function.tf"
  # The oldest provider of those that are allowed knows no later one.
  runtime = "java21"
}

run "silence_of_the_controller_is_the_alarm" {
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.this["controller-silent"].metric_name == "Invocations" &&
      aws_cloudwatch_metric_alarm.this["controller-silent"].dimensions == tomap({ FunctionName = "duty" }) &&
      aws_cloudwatch_metric_alarm.this["controller-silent"].comparison_operator == "LessThanThreshold" &&
      aws_cloudwatch_metric_alarm.this["controller-silent"].threshold == 1 &&
      aws_cloudwatch_metric_alarm.this["controller-silent"].period == 60 &&
      aws_cloudwatch_metric_alarm.this["controller-silent"].evaluation_periods == 3 &&
      aws_cloudwatch_metric_alarm.this["controller-silent"].treat_missing_data == "breaching"
    )
    error_message = "No invocation for three minutes, and no data is no invocation."
  }

  assert {
    condition = alltrue([
      for name, alarm in aws_cloudwatch_metric_alarm.this :
      alarm.treat_missing_data == "notBreaching" if name != "controller-silent"
    ])
    error_message = "All others count what is bad: no data is good."
  }
}

run "each_trouble_has_its_alarm" {
  assert {
    condition = {
      for name, alarm in aws_cloudwatch_metric_alarm.this : name => "${alarm.namespace} ${alarm.metric_name}"
      } == {
      controller-silent    = "AWS/Lambda Invocations"
      controller-fails     = "AWS/Lambda Errors"
      controller-throttled = "AWS/Lambda Throttles"
      beats-wait           = "AWS/Lambda IteratorAge"
      dead-letters         = "AWS/SQS ApproximateNumberOfMessagesVisible"
      failures-lost        = "AWS/Lambda DestinationDeliveryFailures"
      groups-down          = "Handoff/duty GroupsDown"
      clusters-held        = "Handoff/duty ClustersHeld"
      troubles             = "Handoff/duty Troubles"
    }
    error_message = "An alarm is missing, or looks at something else."
  }

  assert {
    condition     = aws_cloudwatch_metric_alarm.this["dead-letters"].dimensions == tomap({ QueueName = "duty-failed" })
    error_message = "Dead letters are those of the installation's queue."
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.this : length(alarm.alarm_actions) == 1])
    error_message = "Each alarm tells the topic."
  }
}

run "metrics_are_taken_from_the_log_where_their_alarms_look" {
  assert {
    condition = alltrue([
      for name, filter in aws_cloudwatch_log_metric_filter.taken :
      filter.log_group_name == "/aws/lambda/duty" &&
      one(filter.metric_transformation).namespace == "Handoff/duty" &&
      one(filter.metric_transformation).name == name
    ])
    error_message = "Taken in one place, looked for in another."
  }

  assert {
    condition = {
      for name, filter in aws_cloudwatch_log_metric_filter.taken :
      name => "${filter.pattern} -> ${one(filter.metric_transformation).value}"
      } == {
      GroupsDown   = "{ $.event = \"schedule\" } -> $.down"
      ClustersHeld = "{ $.event = \"schedule\" } -> $.held"
      Troubles     = "{ ($.event = \"evaluated\") && ($.troubles[0] = \"*\") } -> 1"
    }
    error_message = "Responder and EvaluationLine in functions/aws write these members."
  }
}

run "everything_that_bills_carries_the_name" {
  assert {
    condition = alltrue([
      for resource in [
        aws_dynamodb_table.nodes, aws_dynamodb_table.clusters, aws_lambda_function.controller,
        aws_cloudwatch_log_group.function, aws_sns_topic.alerts, aws_sqs_queue.failed,
      ] : resource.tags.handoff == "duty"
    ])
    error_message = "A resource without the installation's tag."
  }
}

run "the_dashboard_shows_the_alarms_and_the_journal" {
  assert {
    condition = (
      [for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets : widget.type]
      == ["alarm", "log", "metric", "metric", "metric", "metric"]
    )
    error_message = "Alarms first, then what happened, then the machinery."
  }

  assert {
    condition = alltrue([
      for widget in jsondecode(aws_cloudwatch_dashboard.this.dashboard_body).widgets :
      widget.x + widget.width <= 24
    ])
    error_message = "A dashboard is 24 wide."
  }
}
