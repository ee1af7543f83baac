# Alerts of the controller, and the alarms about it: for people.
resource "oci_ons_notification_topic" "alerts" {
  compartment_id = local.compartment
  name           = "${var.name}-alerts"
  description    = "Alerts of Handoff's controller."
  freeform_tags  = local.tags
}

# The alarm on absent beats: for the function. Kept apart, so that a silent node is not mailed every minute.
resource "oci_ons_notification_topic" "alarms" {
  compartment_id = local.compartment
  name           = "${var.name}-alarms"
  description    = "Wakes Handoff's controller when beats are absent."
  freeform_tags  = local.tags
}

resource "oci_ons_subscription" "email" {
  for_each = var.emails

  compartment_id = local.compartment
  topic_id       = oci_ons_notification_topic.alerts.id
  protocol       = "EMAIL"
  endpoint       = each.value
  freeform_tags  = local.tags
}

# Whoever applies this needs the right to invoke the function: Notifications asks for it here.
resource "oci_ons_subscription" "function" {
  compartment_id = local.compartment
  topic_id       = oci_ons_notification_topic.alarms.id
  protocol       = "ORACLE_FUNCTIONS"
  endpoint       = oci_functions_function.controller.id
  freeform_tags  = local.tags
}
