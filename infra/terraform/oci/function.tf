resource "oci_functions_application" "this" {
  compartment_id             = local.compartment
  display_name               = var.name
  subnet_ids                 = var.subnet_ids
  network_security_group_ids = var.network_security_group_ids
  freeform_tags              = local.tags
}

# One function for urgent beats, alarms, the schedule and operators.
resource "oci_functions_function" "controller" {
  application_id     = oci_functions_application.this.id
  display_name       = var.name
  image              = var.image
  memory_in_mbs      = var.memory
  timeout_in_seconds = var.timeout
  freeform_tags      = local.tags

  config = {
    HANDOFF_NAME            = var.name
    HANDOFF_COMPARTMENT     = local.compartment
    HANDOFF_REGION          = var.region
    HANDOFF_NAMESPACE       = local.namespace
    HANDOFF_STREAM_ENDPOINT = "https://${oci_streaming_stream_pool.this.endpoint_fqdn}"
  }

  dynamic "provisioned_concurrency_config" {
    for_each = var.provisioned_concurrency > 0 ? [var.provisioned_concurrency] : []
    content {
      strategy = "CONSTANT"
      count    = provisioned_concurrency_config.value
    }
  }
}

# Without it what the function prints is lost.
resource "oci_logging_log_group" "this" {
  compartment_id = local.compartment
  display_name   = var.name
  description    = "What Handoff's controller prints."
  freeform_tags  = local.tags
}

resource "oci_logging_log" "function" {
  log_group_id       = oci_logging_log_group.this.id
  display_name       = "${var.name}-function"
  log_type           = "SERVICE"
  is_enabled         = true
  retention_duration = var.log_retention_days
  freeform_tags      = local.tags

  configuration {
    compartment_id = local.compartment

    source {
      source_type = "OCISERVICE"
      service     = "functions"
      resource    = oci_functions_application.this.id
      category    = "invoke"
    }
  }
}
