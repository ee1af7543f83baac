# Records, journals, orders and plans.
resource "oci_objectstorage_bucket" "this" {
  compartment_id = local.compartment
  namespace      = local.namespace
  name           = var.name
  access_type    = "NoPublicAccess"
  storage_tier   = "Standard"
  # The controller compares ETags. A version of each record that was ever written would help nobody: the
  # journal tells what happened.
  versioning    = "Disabled"
  freeform_tags = local.tags
}

# Removes old entries of journals; nothing depends on when.
resource "oci_objectstorage_object_lifecycle_policy" "this" {
  namespace = local.namespace
  bucket    = oci_objectstorage_bucket.this.name

  rules {
    name        = "journals"
    action      = "DELETE"
    target      = "objects"
    is_enabled  = true
    time_amount = var.journal_retention_days
    time_unit   = "DAYS"

    object_name_filter {
      inclusion_patterns = ["journal/*"]
    }
  }

  # Object Storage refuses rules that it may not carry out.
  depends_on = [oci_identity_policy.lifecycle]
}

# What nodes say. The module oci-node makes a stream in it for each node.
resource "oci_streaming_stream_pool" "this" {
  compartment_id = local.compartment
  name           = var.name
  freeform_tags  = local.tags
}
