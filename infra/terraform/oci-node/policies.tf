# The files in infra/policies/oci say who may do what; nothing is added to them here.
locals {
  policy_folder = "${path.module}/../../policies/oci"

  groups = { for node in var.nodes : node => "${local.name}-${var.cluster}-${node}" }

  texts = {
    for node, group in local.groups : node => join("\n\n", [for text in concat(
      [
        templatefile("${local.policy_folder}/node.txt", {
          node        = group
          compartment = var.deployment.compartment
          bucket      = var.deployment.bucket
          function    = var.deployment.function
          stream      = oci_streaming_stream.node[node].id
          prefix      = "nodes/${var.cluster}/${node}"
        }),
      ],
      [
        for peers in [setsubtract(var.nodes, [node])] : templatefile("${local.policy_folder}/peers.txt", {
          node        = group
          compartment = var.deployment.compartment
          peers       = join(", ", [for peer in peers : "target.stream.id = '${oci_streaming_stream.node[peer].id}'"])
        }) if length(peers) > 0
      ],
    ) : trimspace(text)])
  }

  # A statement of several lines as one, without the comment that names it.
  statements = {
    for name, text in local.texts : name => [
      for block in split("\n\n", trimspace(text)) :
      join(" ", [for line in split("\n", block) : trimspace(line) if !startswith(line, "#")])
      if trimspace(block) != ""
    ]
  }
}

resource "oci_identity_dynamic_group" "node" {
  for_each = local.groups
  provider = oci.home

  compartment_id = var.tenancy_id
  name           = each.value
  description    = "Node ${each.key} of Handoff's cluster ${var.cluster}."
  # That one machine. By a tag, whoever may tag machines could speak as this node.
  matching_rule = "ALL {instance.id = '${var.instances[each.key]}'}"
  freeform_tags = local.tags
}

resource "oci_identity_policy" "node" {
  for_each = local.groups
  provider = oci.home

  compartment_id = var.deployment.compartment
  name           = each.value
  description    = "What the beacon of node ${each.key} of Handoff's cluster ${var.cluster} may do."
  statements     = local.statements[each.key]
  freeform_tags  = local.tags

  depends_on = [oci_identity_dynamic_group.node]
}
