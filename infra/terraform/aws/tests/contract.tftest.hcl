# What the controller, the beacons and the command line rely on. The provider is a mock.

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

run "everything_is_called_after_the_installation" {
  assert {
    condition = (
      aws_dynamodb_table.nodes.name == "duty-nodes" &&
      aws_dynamodb_table.clusters.name == "duty-clusters"
    )
    error_message = "The function looks for its tables as Tables.java names them."
  }

  assert {
    condition = (
      aws_lambda_function.controller.function_name == "duty" &&
      aws_lambda_alias.live.name == "live" &&
      aws_scheduler_schedule.minute.name == "duty" &&
      aws_cloudwatch_dashboard.this.dashboard_name == "duty"
    )
    error_message = "Function, schedule and dashboard have the installation's name."
  }

  assert {
    condition = (
      aws_sns_topic.alerts.name == "duty-alerts" &&
      aws_sqs_queue.failed.name == "duty-failed" &&
      aws_cloudwatch_log_group.function.name == "/aws/lambda/duty"
    )
    error_message = "The policies name topic, queue and log group without asking them."
  }

  assert {
    condition = (
      aws_iam_role.function.name == "duty-function" &&
      aws_iam_role.scheduler.name == "duty-scheduler" &&
      aws_iam_policy.node.name == "duty-node" &&
      aws_iam_policy.operator.name == "duty-operator" &&
      aws_iam_policy.viewer.name == "duty-viewer"
    )
    error_message = "Roles and policies are called after the installation and their duty."
  }

  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.this : startswith(alarm.alarm_name, "duty-")])
    error_message = "Only alarms that begin with the installation's name may publish to its topic."
  }
}

run "tables_are_as_the_function_reads_them" {
  assert {
    condition = (
      aws_dynamodb_table.nodes.hash_key == "node" &&
      aws_dynamodb_table.nodes.range_key == "kind" &&
      aws_dynamodb_table.nodes.stream_enabled &&
      aws_dynamodb_table.nodes.stream_view_type == "NEW_IMAGE"
    )
    error_message = "Keys node and kind; a stream with what the items have become."
  }

  assert {
    condition = (
      aws_dynamodb_table.clusters.hash_key == "cluster" &&
      aws_dynamodb_table.clusters.range_key == "entry" &&
      one(aws_dynamodb_table.clusters.ttl).attribute_name == "expires" &&
      one(aws_dynamodb_table.clusters.ttl).enabled
    )
    error_message = "Keys cluster and entry; the journal expires by itself."
  }

  assert {
    condition = (
      one(aws_dynamodb_table.clusters.global_secondary_index).name == "clusters" &&
      one(aws_dynamodb_table.clusters.global_secondary_index).hash_key == "registry" &&
      one(aws_dynamodb_table.clusters.global_secondary_index).range_key == "cluster" &&
      one(aws_dynamodb_table.clusters.global_secondary_index).projection_type == "KEYS_ONLY"
    )
    error_message = "The index lists clusters, with keys only."
  }

  assert {
    condition = alltrue([
      for table in [aws_dynamodb_table.nodes, aws_dynamodb_table.clusters] :
      table.billing_mode == "PAY_PER_REQUEST" && table.deletion_protection_enabled &&
      one(table.point_in_time_recovery).enabled
    ])
    error_message = "Both are protected from deletion and can be restored, unless told otherwise."
  }
}

run "the_function_outlasts_a_beat_timeout_and_starts_from_a_snapshot" {
  assert {
    condition = (
      aws_lambda_function.controller.timeout == 150 &&
      aws_lambda_function.controller.memory_size == 1024 &&
      aws_lambda_function.controller.architectures[0] == "arm64" &&
      aws_lambda_function.controller.handler == "dev.handoff.aws.HandoffFunction"
    )
    error_message = "150 s, 1024 MB, arm64, its handler's name."
  }

  assert {
    condition = (
      aws_lambda_function.controller.publish &&
      one(aws_lambda_function.controller.snap_start).apply_on == "PublishedVersions" &&
      aws_lambda_alias.live.function_version == "7"
    )
    error_message = "The alias leads to the published version, which alone has a snapshot."
  }

  assert {
    condition = one(aws_lambda_function.controller.environment).variables == tomap({
      HANDOFF_ACCOUNT   = "123456789012"
      HANDOFF_METRICS   = "false"
      HANDOFF_TABLES    = "duty"
      JAVA_TOOL_OPTIONS = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
    })
    error_message = "The function is told account and tables, gives no metrics that cost, and is compiled for short lives."
  }

  assert {
    condition     = one(aws_lambda_function.controller.logging_config).log_format == "Text"
    error_message = "With Lambda's own JSON around the function's, no metric filter finds a thing."
  }
}

run "metrics_of_clusters_come_only_to_who_asks_for_them" {
  variables {
    cluster_metrics = true
  }

  assert {
    condition     = one(aws_lambda_function.controller.environment).variables["HANDOFF_METRICS"] == "true"
    error_message = "EmbeddedMetrics reads true or false."
  }
}

run "only_urgent_beats_of_nodes_invoke_and_no_record_blocks_the_stream" {
  assert {
    condition = jsondecode(
      one(one(aws_lambda_event_source_mapping.beats.filter_criteria).filter).pattern
      ) == {
      dynamodb = { NewImage = { by = { S = ["node"] }, urgent = { S = ["1"] } } }
    }
    error_message = "Without this filter the controller's own writes invoke it again."
  }

  assert {
    condition = (
      aws_lambda_event_source_mapping.beats.maximum_retry_attempts == 3 &&
      aws_lambda_event_source_mapping.beats.maximum_record_age_in_seconds == 60 &&
      aws_lambda_event_source_mapping.beats.bisect_batch_on_function_error &&
      aws_lambda_event_source_mapping.beats.function_response_types == toset(["ReportBatchItemFailures"])
    )
    error_message = "A record is tried four times, for a minute, and then left to the queue."
  }

  assert {
    condition = (
      aws_lambda_event_source_mapping.beats.starting_position == "LATEST" &&
      aws_lambda_event_source_mapping.beats.batch_size == 100 &&
      aws_lambda_event_source_mapping.beats.parallelization_factor == 10
    )
    error_message = "From now on, a hundred at a time, ten batches of a shard side by side."
  }

  assert {
    condition = (
      one(one(aws_lambda_event_source_mapping.beats.destination_config).on_failure).destination_arn
      == aws_sqs_queue.failed.arn
    )
    error_message = "What is given up goes to the queue."
  }

  assert {
    condition = (
      aws_lambda_event_source_mapping.beats.function_name == aws_lambda_alias.live.arn &&
      aws_lambda_event_source_mapping.beats.event_source_arn == aws_dynamodb_table.nodes.stream_arn
    )
    error_message = "From the nodes' table to the version that is live."
  }
}

run "the_schedule_wakes_the_controller_every_minute_and_repeats_nothing" {
  assert {
    condition     = aws_scheduler_schedule.minute.schedule_expression == "rate(1 minute)"
    error_message = "Every minute."
  }

  assert {
    condition = (
      one(one(aws_scheduler_schedule.minute.target).retry_policy).maximum_retry_attempts == 0 &&
      one(one(aws_scheduler_schedule.minute.target).retry_policy).maximum_event_age_in_seconds == 60
    )
    error_message = "The next minute is the retry."
  }

  assert {
    condition     = one(aws_scheduler_schedule.minute.target).input == "{\"schedule\":true}"
    error_message = "By this member the function knows its schedule."
  }

  assert {
    condition = (
      one(aws_scheduler_schedule.minute.target).arn == aws_lambda_alias.live.arn &&
      one(one(aws_scheduler_schedule.minute.target).dead_letter_config).arn == aws_sqs_queue.failed.arn
    )
    error_message = "It invokes what is live; what cannot be delivered goes to the queue."
  }

  assert {
    condition = (
      aws_lambda_function_event_invoke_config.live.qualifier == "live" &&
      aws_lambda_function_event_invoke_config.live.maximum_event_age_in_seconds == 60 &&
      aws_lambda_function_event_invoke_config.live.maximum_retry_attempts == 0 &&
      one(one(aws_lambda_function_event_invoke_config.live.destination_config).on_failure).destination
      == aws_sqs_queue.failed.arn
    )
    error_message = "Asynchronous invocations of the alias live for a minute and are not repeated."
  }
}

run "what_failed_is_kept_for_two_weeks_and_encrypted" {
  assert {
    condition = (
      aws_sqs_queue.failed.message_retention_seconds == 1209600 &&
      aws_sqs_queue.failed.sqs_managed_sse_enabled
    )
    error_message = "14 days, with encryption."
  }
}

run "the_deployment_is_what_the_command_line_needs" {
  assert {
    condition = output.deployment == {
      region   = "eu-central-1"
      account  = "123456789012"
      tables   = "duty"
      function = "arn:aws:lambda:eu-central-1:123456789012:function:duty:live"
      topic    = "arn:aws:sns:eu-central-1:123456789012:duty-alerts"
    }
    error_message = "region, account, tables, the alias's ARN, the topic."
  }
}

run "people_hear_of_alarms_once_they_have_confirmed" {
  variables {
    emails       = ["ops@example.org"]
    alarm_topics = ["arn:aws:sns:eu-central-1:123456789012:operations"]
  }

  assert {
    condition     = aws_sns_topic_subscription.email["ops@example.org"].protocol == "email"
    error_message = "Each address is subscribed by mail."
  }

  assert {
    condition = alltrue([
      for alarm in aws_cloudwatch_metric_alarm.this :
      alarm.alarm_actions == toset([
        "arn:aws:sns:eu-central-1:123456789012:duty-alerts",
        "arn:aws:sns:eu-central-1:123456789012:operations",
      ]) && alarm.ok_actions == alarm.alarm_actions
    ])
    error_message = "Both topics hear of each alarm, and of its end."
  }
}
