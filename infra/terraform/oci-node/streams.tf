locals {
  name = var.deployment.bucket
  tags = { handoff = local.name }
}

# One for each node: IAM then says who may speak as whom, and there is no key to keep.
resource "oci_streaming_stream" "node" {
  for_each = var.nodes

  # The function finds it by this name.
  name               = "${local.name}.${var.cluster}.${each.key}"
  stream_pool_id     = var.deployment.streamPool
  partitions         = 1
  retention_in_hours = var.retention_in_hours
  freeform_tags      = local.tags
}
