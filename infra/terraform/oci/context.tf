data "oci_objectstorage_namespace" "this" {
  compartment_id = var.tenancy_id
}

resource "oci_identity_compartment" "this" {
  count    = var.compartment_id == null ? 1 : 0
  provider = oci.home

  compartment_id = coalesce(var.parent_id, var.tenancy_id)
  name           = var.name
  description    = "Handoff: keeps addresses on machines that work."
  freeform_tags  = local.tags
  # Without it a destroy would leave the compartment, and an apply would take over any of that name.
  enable_delete = true
}

locals {
  tags = { handoff = var.name }

  compartment = var.compartment_id == null ? oci_identity_compartment.this[0].id : var.compartment_id
  network     = coalesce(var.network_compartment_id, local.compartment)
  namespace   = data.oci_objectstorage_namespace.this.namespace
}
