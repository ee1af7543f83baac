# Against drift: an address that somebody moved by hand, a call that landed late.
resource "oci_resource_scheduler_schedule" "hour" {
  count = var.schedule ? 1 : 0

  compartment_id     = local.compartment
  display_name       = var.name
  description        = "Lets Handoff's controller look at every cluster."
  action             = "START_RESOURCE"
  recurrence_type    = "CRON"
  recurrence_details = "0 * * * *"
  freeform_tags      = local.tags

  # Without parameters, whose type the provider's documentation leaves open: the function has to take an empty
  # body for the schedule's.
  resources {
    id = oci_functions_function.controller.id
  }
}

# For machines that may not invoke the function.
resource "oci_sch_service_connector" "this" {
  for_each = var.connectors

  compartment_id = local.compartment
  display_name   = "${var.name}-${each.key}"
  description    = "Leads beats to Handoff's controller."
  freeform_tags  = local.tags

  source {
    kind      = "streaming"
    stream_id = each.value

    cursor {
      kind = "LATEST"
    }
  }

  target {
    kind        = "functions"
    function_id = oci_functions_function.controller.id
  }

  depends_on = [oci_identity_policy.connector]
}
