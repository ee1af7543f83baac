# What the controller, the beacons and the command line rely on. The provider is a mock.

mock_provider "oci" {
  source = "../mocks/oci"
}

mock_provider "oci" {
  alias  = "home"
  source = "../mocks/oci"
}

variables {
  name           = "duty"
  tenancy_id     = "ocid1.tenancy.oc1..t"
  region         = "eu-frankfurt-1"
  compartment_id = "ocid1.compartment.oc1..c"
  subnet_ids     = ["ocid1.subnet.oc1.eu-frankfurt-1.s"]
  image          = "fra.ocir.io/axexample/handoff:1.0"
}

run "everything_is_called_after_the_installation" {
  assert {
    condition = (
      oci_objectstorage_bucket.this.name == "duty" &&
      oci_streaming_stream_pool.this.name == "duty" &&
      oci_functions_application.this.display_name == "duty" &&
      oci_functions_function.controller.display_name == "duty" &&
      oci_resource_scheduler_schedule.hour[0].display_name == "duty"
    )
    error_message = "Bucket, stream pool, application, function and schedule have the installation's name."
  }

  assert {
    condition = (
      oci_ons_notification_topic.alerts.name == "duty-alerts" &&
      oci_ons_notification_topic.alarms.name == "duty-alarms" &&
      oci_identity_dynamic_group.function.name == "duty-function" &&
      oci_logging_log.function.display_name == "duty-function"
    )
    error_message = "Topics, group and log are called after the installation and their duty."
  }

  assert {
    condition = alltrue([
      for alarm in concat([oci_monitoring_alarm.absent_beats], values(oci_monitoring_alarm.this)) :
      startswith(alarm.display_name, "duty-")
    ])
    error_message = "An alarm of another name."
  }

  assert {
    condition = alltrue([
      for resource in [
        oci_objectstorage_bucket.this, oci_streaming_stream_pool.this, oci_functions_function.controller,
        oci_logging_log_group.this, oci_ons_notification_topic.alerts, oci_ons_notification_topic.alarms,
      ] : resource.freeform_tags.handoff == "duty"
    ])
    error_message = "A resource without the installation's tag."
  }
}

run "the_function_is_told_where_it_is" {
  assert {
    condition = oci_functions_function.controller.config == tomap({
      HANDOFF_NAME            = "duty"
      HANDOFF_COMPARTMENT     = "ocid1.compartment.oc1..c"
      HANDOFF_REGION          = "eu-frankfurt-1"
      HANDOFF_NAMESPACE       = "axexample"
      HANDOFF_STREAM_ENDPOINT = "https://cell-1.streaming.eu-frankfurt-1.oci.oraclecloud.com"
    })
    error_message = "OciSettings reads these."
  }

  assert {
    condition = (
      oci_functions_function.controller.timeout_in_seconds == 150 &&
      oci_functions_function.controller.memory_in_mbs == "1024" &&
      length(oci_functions_function.controller.provisioned_concurrency_config) == 0
    )
    error_message = "It must outlast a beat timeout of two minutes; what waits and costs is off."
  }
}

run "the_command_line_finds_it" {
  assert {
    condition = output.deployment == {
      cloud            = "oci"
      region           = "eu-frankfurt-1"
      compartment      = "ocid1.compartment.oc1..c"
      namespace        = "axexample"
      bucket           = "duty"
      function         = "ocid1.fnfunc.oc1.eu-frankfurt-1.f"
      functionEndpoint = "https://example.eu-frankfurt-1.functions.oci.oraclecloud.com"
      streamPool       = "ocid1.streampool.oc1.eu-frankfurt-1.p"
      topic            = "ocid1.onstopic.oc1.eu-frankfurt-1.t"
    }
    error_message = "These keys, and no others."
  }
}

run "state_is_compared_by_etag_and_not_kept_in_versions" {
  assert {
    condition = (
      oci_objectstorage_bucket.this.versioning == "Disabled" &&
      oci_objectstorage_bucket.this.access_type == "NoPublicAccess" &&
      oci_objectstorage_bucket.this.storage_tier == "Standard"
    )
    error_message = "Versions would pile up: each decision writes the record again."
  }

  assert {
    condition = {
      for rule in oci_objectstorage_object_lifecycle_policy.this.rules :
      rule.action => one(rule.object_name_filter).inclusion_patterns
    } == { DELETE = toset(["journal/*"]) }
    error_message = "Only entries of journals are ever removed by age."
  }
}

run "absent_beats_wake_the_function_and_mail_nobody" {
  assert {
    condition = (
      oci_monitoring_alarm.absent_beats.namespace == "oci_streaming" &&
      oci_monitoring_alarm.absent_beats.query == "PutMessagesSuccess.Count[1m].groupBy(resourceId).absent(3d)" &&
      oci_monitoring_alarm.absent_beats.pending_duration == "PT1M" &&
      oci_monitoring_alarm.absent_beats.repeat_notification_duration == "PT1M"
    )
    error_message = "Each stream on its own, every minute while it is silent."
  }

  assert {
    condition     = oci_monitoring_alarm.absent_beats.destinations == tolist([oci_ons_notification_topic.alarms.id])
    error_message = "The function's topic."
  }

  assert {
    condition = (
      oci_ons_subscription.function.topic_id == oci_ons_notification_topic.alarms.id &&
      oci_ons_subscription.function.protocol == "ORACLE_FUNCTIONS" &&
      oci_ons_subscription.function.endpoint == oci_functions_function.controller.id
    )
    error_message = "Nobody would be woken."
  }
}

run "people_hear_of_the_controller_itself" {
  variables {
    emails       = ["ops@example.org"]
    alarm_topics = ["ocid1.onstopic.oc1.eu-frankfurt-1.others"]
  }

  assert {
    condition     = toset(keys(oci_monitoring_alarm.this)) == toset(["controller-fails", "controller-silent", "beats-throttled"])
    error_message = "An alarm is missing, or is new and not tested."
  }

  assert {
    condition = oci_monitoring_alarm.this["controller-fails"].query == join("", [
      "FunctionResponseCount[1m]{resourceId = \"ocid1.fnfunc.oc1.eu-frankfurt-1.f\", ",
      "responseType =~ \"Error|Throttled\"}.groupBy(resourceId).sum() > 0",
    ])
    error_message = "Errors, and what was refused for want of capacity."
  }

  assert {
    condition = alltrue([
      for alarm in oci_monitoring_alarm.this : alarm.destinations == tolist([
        "ocid1.onstopic.oc1.eu-frankfurt-1.t", "ocid1.onstopic.oc1.eu-frankfurt-1.others",
      ])
    ])
    error_message = "The installation's topic, and the one that still works when that is broken."
  }

  assert {
    condition = (
      oci_ons_subscription.email["ops@example.org"].protocol == "EMAIL" &&
      oci_ons_subscription.email["ops@example.org"].topic_id == oci_ons_notification_topic.alerts.id
    )
    error_message = "Mail is for alerts."
  }
}

run "the_schedule_wakes_the_function_every_hour" {
  assert {
    condition = (
      oci_resource_scheduler_schedule.hour[0].recurrence_type == "CRON" &&
      oci_resource_scheduler_schedule.hour[0].recurrence_details == "0 * * * *" &&
      oci_resource_scheduler_schedule.hour[0].action == "START_RESOURCE" &&
      oci_resource_scheduler_schedule.hour[0].resources[0].id == oci_functions_function.controller.id
    )
    error_message = "Resource Scheduler has no shorter interval."
  }
}

run "a_controller_that_nobody_invokes_is_told_of" {
  assert {
    condition = oci_monitoring_alarm.this["controller-silent"].query == join("", [
      "FunctionInvocationCount[5m]{resourceId = \"ocid1.fnfunc.oc1.eu-frankfurt-1.f\"}",
      ".groupBy(resourceId).absent(3d)",
    ])
    error_message = "Each beacon invokes it once a minute."
  }
}

run "where_nobody_has_to_invoke_it_silence_says_nothing" {
  variables {
    silence = 0
  }

  assert {
    condition     = !contains(keys(oci_monitoring_alarm.this), "controller-silent")
    error_message = "It would ring for ever."
  }
}

run "the_schedule_can_be_left_out" {
  variables {
    schedule = false
  }

  assert {
    condition = (
      length(oci_resource_scheduler_schedule.hour) == 0 &&
      length(oci_identity_policy.schedule) == 0
    )
    error_message = "What belongs to the schedule goes with it."
  }
}

run "connectors_are_there_only_where_asked_for" {
  assert {
    condition     = length(oci_sch_service_connector.this) == 0 && length(oci_identity_policy.connector) == 0
    error_message = "Beacons invoke the function themselves."
  }
}

run "a_connector_leads_one_stream_to_the_function" {
  variables {
    connectors = { "web.srv-lb01" = "ocid1.stream.oc1.eu-frankfurt-1.one" }
  }

  assert {
    condition = (
      oci_sch_service_connector.this["web.srv-lb01"].source[0].stream_id == "ocid1.stream.oc1.eu-frankfurt-1.one" &&
      oci_sch_service_connector.this["web.srv-lb01"].source[0].cursor[0].kind == "LATEST" &&
      oci_sch_service_connector.this["web.srv-lb01"].target[0].function_id == oci_functions_function.controller.id
    )
    error_message = "From the newest beat on, to the function."
  }
}

run "a_compartment_is_made_where_none_is_given" {
  variables {
    compartment_id = null
  }

  assert {
    condition = (
      oci_identity_compartment.this[0].compartment_id == "ocid1.tenancy.oc1..t" &&
      oci_identity_compartment.this[0].name == "duty" &&
      oci_identity_compartment.this[0].enable_delete &&
      oci_objectstorage_bucket.this.compartment_id == "ocid1.compartment.oc1..made" &&
      output.deployment.compartment == "ocid1.compartment.oc1..made"
    )
    error_message = "In the tenancy, called after the installation, and everything in it."
  }
}

run "containers_wait_where_asked_for" {
  variables {
    provisioned_concurrency = 20
  }

  assert {
    condition = (
      one(oci_functions_function.controller.provisioned_concurrency_config).strategy == "CONSTANT" &&
      one(oci_functions_function.controller.provisioned_concurrency_config).count == 20
    )
    error_message = "Urgent beats would wait for a container."
  }
}
