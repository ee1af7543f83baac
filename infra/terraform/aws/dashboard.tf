locals {
  queue = aws_sqs_queue.failed.name

  # Alarms first, then what happened, then how the machinery does.
  widgets = [
    {
      type = "alarm", x = 0, y = 0, width = 24, height = 3
      properties = {
        title  = "Alarms"
        alarms = [for alarm in aws_cloudwatch_metric_alarm.this : alarm.arn]
      }
    },
    {
      type = "log", x = 0, y = 3, width = 24, height = 8
      properties = {
        title  = "Journal: what happened, and why"
        region = local.region
        view   = "table"
        query = join(" | ", [
          "SOURCE '${aws_cloudwatch_log_group.function.name}'",
          "filter event = \"journal\"",
          "fields @timestamp, cluster, happening.type, happening.group, happening.from, happening.to",
          "sort @timestamp desc",
          "limit 50",
        ])
      }
    },
    {
      type = "metric", x = 0, y = 11, width = 12, height = 6
      properties = {
        title  = "Invocations"
        region = local.region
        stat   = "Sum"
        period = 60
        metrics = [
          for metric in ["Invocations", "Errors", "Throttles"] : ["AWS/Lambda", metric, "FunctionName", var.name]
        ]
      }
    },
    {
      type = "metric", x = 12, y = 11, width = 12, height = 6
      properties = {
        title  = "Time: of an evaluation, and of an urgent beat until it begins (ms)"
        region = local.region
        period = 60
        metrics = [
          ["AWS/Lambda", "Duration", "FunctionName", var.name, { stat = "p50" }],
          ["AWS/Lambda", "Duration", "FunctionName", var.name, { stat = "Maximum" }],
          ["AWS/Lambda", "IteratorAge", "FunctionName", var.name, { stat = "Maximum" }],
        ]
      }
    },
    {
      type = "metric", x = 0, y = 17, width = 12, height = 6
      properties = {
        title  = "What waits for a person"
        region = local.region
        period = 60
        metrics = [
          [local.namespace, "GroupsDown", { stat = "Maximum" }],
          [local.namespace, "ClustersHeld", { stat = "Maximum" }],
          [local.namespace, "Troubles", { stat = "Sum" }],
          ["AWS/SQS", "ApproximateNumberOfMessagesVisible", "QueueName", local.queue, { stat = "Maximum" }],
        ]
      }
    },
    {
      type = "metric", x = 12, y = 17, width = 12, height = 6
      properties = {
        title  = "Writes to the tables: beats, and decisions"
        region = local.region
        stat   = "Sum"
        period = 60
        metrics = [
          for table in [aws_dynamodb_table.nodes.name, aws_dynamodb_table.clusters.name] :
          ["AWS/DynamoDB", "ConsumedWriteCapacityUnits", "TableName", table]
        ]
      }
    },
  ]
}

resource "aws_cloudwatch_dashboard" "this" {
  dashboard_name = var.name
  dashboard_body = jsonencode({ widgets = local.widgets })
}
