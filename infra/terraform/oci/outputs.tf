output "deployment" {
  description = "What the command line needs to find this installation: `terraform output -json deployment`."
  value = {
    cloud            = "oci"
    region           = var.region
    compartment      = local.compartment
    namespace        = local.namespace
    bucket           = oci_objectstorage_bucket.this.name
    function         = oci_functions_function.controller.id
    functionEndpoint = oci_functions_function.controller.invoke_endpoint
    streamPool       = oci_streaming_stream_pool.this.id
    topic            = oci_ons_notification_topic.alerts.id
  }
}

output "topic" {
  description = "OCID of the topic for alerts, as a spec names it: `alerts: {topic: …}`."
  value       = oci_ons_notification_topic.alerts.id
}

output "dynamic_group" {
  description = "Name of the function's dynamic group."
  value       = oci_identity_dynamic_group.function.name
}

output "statements" {
  description = "What the controller may do, statement by statement."
  value       = oci_identity_policy.function.statements
}

output "log" {
  description = "OCID of the function's log."
  value       = oci_logging_log.function.id
}
