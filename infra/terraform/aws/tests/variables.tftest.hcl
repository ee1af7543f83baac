# What the variables refuse, before anything is asked of AWS.

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

run "a_name_in_capitals_is_refused" {
  command = plan

  variables {
    name = "Handoff"
  }

  expect_failures = [var.name]
}

run "a_name_too_long_for_its_roles_is_refused" {
  command = plan

  variables {
    name = "a${join("", [for i in range(40) : "b"])}"
  }

  expect_failures = [var.name]
}

run "an_artifact_that_is_not_there_is_refused" {
  command = plan

  variables {
    artifact = "nowhere.zip"
  }

  expect_failures = [var.artifact]
}

run "a_runtime_other_than_java_is_refused" {
  command = plan

  variables {
    runtime = "python3.13"
  }

  expect_failures = [var.runtime]
}

run "too_little_memory_is_refused" {
  command = plan

  variables {
    memory = 128
  }

  expect_failures = [var.memory]
}

run "no_concurrency_at_all_is_refused" {
  command = plan

  variables {
    reserved_concurrency = 0
  }

  expect_failures = [var.reserved_concurrency]
}

run "an_address_without_at_is_refused" {
  command = plan

  variables {
    emails = ["ops"]
  }

  expect_failures = [var.emails]
}

run "an_alarm_topic_that_is_no_topic_is_refused" {
  command = plan

  variables {
    alarm_topics = ["arn:aws:sqs:eu-central-1:123456789012:queue"]
  }

  expect_failures = [var.alarm_topics]
}

run "an_alias_of_a_key_is_refused" {
  command = plan

  variables {
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:alias/mine"
  }

  expect_failures = [var.kms_key_arn]
}

run "a_retention_that_cloudwatch_does_not_know_is_refused" {
  command = plan

  variables {
    log_retention_days = 42
  }

  expect_failures = [var.log_retention_days]
}

run "a_boundary_that_is_no_policy_is_refused" {
  command = plan

  variables {
    permissions_boundary = "arn:aws:iam::123456789012:role/mine"
  }

  expect_failures = [var.permissions_boundary]
}
