locals {
  function_metric = "{resourceId = \"${oci_functions_function.controller.id}\"}"

  # For people: about the controller itself.
  alarms = merge(
    {
      controller-fails = {
        what      = "The controller ends with an error, or is refused for want of capacity, three minutes in a row."
        then      = "The log ${var.name} says why."
        namespace = "oci_faas"
        query = join("", [
          "FunctionResponseCount[1m]{resourceId = \"${oci_functions_function.controller.id}\", ",
          "responseType =~ \"Error|Throttled\"}.groupBy(resourceId).sum() > 0",
        ])
        pending = "PT3M", repeat = "PT6H"
      }
      beats-throttled = {
        what      = "Streaming refuses beats because there are too many."
        then      = "Lengthen `beat: interval`, or look who else writes into the streams."
        namespace = "oci_streaming"
        query     = "PutMessagesThrottling.Count[1m].groupBy(resourceId).sum() > 0"
        pending   = "PT3M", repeat = "PT6H"
      }
    },
    var.silence == 0 ? {} : {
      controller-silent = {
        what      = "The controller has not been invoked for ${var.silence} minutes, though every beacon does so each minute."
        then      = "Nothing fails over meanwhile. Look at the beacons' logs, then at the function."
        namespace = "oci_faas"
        # After three days without a cluster Monitoring takes the function for unused.
        query   = "FunctionInvocationCount[${var.silence}m]${local.function_metric}.groupBy(resourceId).absent(3d)"
        pending = "PT1M", repeat = "PT6H"
      }
    }
  )
}

# The backstop: for the case that no node is left that could report another. Each stream of the
# compartment is looked at on its own. While one is silent the controller is woken every minute.
resource "oci_monitoring_alarm" "absent_beats" {
  compartment_id        = local.compartment
  metric_compartment_id = local.compartment
  display_name          = "${var.name}-absent-beats"
  is_enabled            = true
  severity              = "WARNING"
  body                  = "Wakes Handoff's controller. People hear of a lost node from ${var.name}-alerts."

  namespace = "oci_streaming"
  # After three days Monitoring takes a stream for gone.
  query                        = "PutMessagesSuccess.Count[1m].groupBy(resourceId).absent(3d)"
  pending_duration             = "PT1M"
  repeat_notification_duration = "PT1M"
  message_format               = "RAW"

  destinations  = [oci_ons_notification_topic.alarms.id]
  freeform_tags = local.tags
}

resource "oci_monitoring_alarm" "this" {
  for_each = local.alarms

  compartment_id        = local.compartment
  metric_compartment_id = local.compartment
  display_name          = "${var.name}-${each.key}"
  is_enabled            = true
  severity              = "CRITICAL"
  body                  = "${each.value.what} ${each.value.then}"

  namespace                    = each.value.namespace
  query                        = each.value.query
  pending_duration             = each.value.pending
  repeat_notification_duration = each.value.repeat

  destinations  = concat([oci_ons_notification_topic.alerts.id], sort(var.alarm_topics))
  freeform_tags = local.tags
}
