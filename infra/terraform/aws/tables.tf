# What goes between the nodes and the controller: beats and plans. The stream brings urgent beats to the function.
resource "aws_dynamodb_table" "nodes" {
  name         = "${var.name}-nodes"
  billing_mode = "PAY_PER_REQUEST"

  hash_key  = "node"
  range_key = "kind"

  attribute {
    name = "node"
    type = "S"
  }

  attribute {
    name = "kind"
    type = "S"
  }

  stream_enabled   = true
  stream_view_type = "NEW_IMAGE"

  tags = local.tags

  deletion_protection_enabled = var.deletion_protection

  point_in_time_recovery {
    enabled = true
  }

  dynamic "server_side_encryption" {
    for_each = var.kms_key_arn[*]
    content {
      enabled     = true
      kms_key_arn = server_side_encryption.value
    }
  }
}

# The controller's own: a record and a journal for each cluster. No node may read or write it.
resource "aws_dynamodb_table" "clusters" {
  name         = "${var.name}-clusters"
  billing_mode = "PAY_PER_REQUEST"

  hash_key  = "cluster"
  range_key = "entry"

  attribute {
    name = "cluster"
    type = "S"
  }

  attribute {
    name = "entry"
    type = "S"
  }

  attribute {
    name = "registry"
    type = "S"
  }

  # Lists all clusters: only their records have the attribute `registry`.
  global_secondary_index {
    name            = "clusters"
    hash_key        = "registry"
    range_key       = "cluster"
    projection_type = "KEYS_ONLY"
  }

  # Removes old entries of the journal; nothing depends on when.
  ttl {
    attribute_name = "expires"
    enabled        = true
  }

  tags = local.tags

  deletion_protection_enabled = var.deletion_protection

  point_in_time_recovery {
    enabled = true
  }

  dynamic "server_side_encryption" {
    for_each = var.kms_key_arn[*]
    content {
      enabled     = true
      kms_key_arn = server_side_encryption.value
    }
  }
}
