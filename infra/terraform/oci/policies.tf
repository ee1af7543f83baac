# The files in infra/policies/oci say who may do what; nothing is added to them here.
locals {
  policy_folder = "${path.module}/../../policies/oci"

  # The function, and no other of the compartment.
  controller = "${var.name}-function"

  values = {
    region      = var.region
    compartment = local.compartment
    network     = local.network
    bucket      = var.name
    controller  = local.controller
    function    = oci_functions_function.controller.id
  }

  # Each cloud's word for a kind of address, and the file with the rights to it.
  kinds = {
    "private-ip" = "private-ips"
    "public-ip"  = "public-ips"
    "route"      = "routes"
    "ipv6"       = "ipv6s"
  }

  # What the controller has: a text for each of its duties.
  duties = concat(
    ["function"],
    [for kind, file in local.kinds : file if contains(var.moves, kind)],
    var.fence ? ["fence"] : [],
  )

  groups = merge(
    { for group in setunion(var.viewers, var.operators) : "viewer ${group}" => { file = "viewer", group = group } },
    { for group in var.operators : "operator ${group}" => { file = "operator", group = group } },
  )

  texts = merge(
    { for duty in local.duties : duty => templatefile("${local.policy_folder}/${duty}.txt", local.values) },
    {
      lifecycle = templatefile("${local.policy_folder}/lifecycle.txt", local.values)
      schedule = !var.schedule ? "" : templatefile("${local.policy_folder}/schedule.txt", merge(local.values, {
        schedule = oci_resource_scheduler_schedule.hour[0].id
      }))
    },
    {
      for name, stream in var.connectors : "connector ${name}" => templatefile(
        "${local.policy_folder}/connector.txt", merge(local.values, { stream = stream })
      )
    },
    {
      for name, each in local.groups : name => templatefile("${local.policy_folder}/${each.file}.txt", merge(local.values, {
        # A group of an identity domain other than the default one is named with it, both in quotes.
        group = join("/", [for part in split("/", each.group) : "'${part}'"])
      }))
    },
  )

  # A statement of several lines as one, without the comment that names it.
  statements = {
    for name, text in local.texts : name => [
      for block in split("\n\n", trimspace(text)) :
      join(" ", [for line in split("\n", block) : trimspace(line) if !startswith(line, "#")])
      if trimspace(block) != ""
    ]
  }
}

resource "oci_identity_dynamic_group" "function" {
  provider = oci.home

  compartment_id = var.tenancy_id
  name           = local.controller
  description    = "Handoff's controller."
  matching_rule  = "ALL {resource.type = 'fnfunc', resource.id = '${oci_functions_function.controller.id}'}"
  freeform_tags  = local.tags
}

resource "oci_identity_policy" "function" {
  provider = oci.home

  # A policy's compartment is also how far up it can be seen and changed. One that names two
  # compartments has to be above both.
  compartment_id = var.network_compartment_id == null ? local.compartment : var.tenancy_id
  name           = "${var.name}-function"
  description    = "What Handoff's controller may do."
  statements     = flatten([for duty in local.duties : local.statements[duty]])
  freeform_tags  = local.tags

  depends_on = [oci_identity_dynamic_group.function]
}

resource "oci_identity_policy" "lifecycle" {
  provider = oci.home

  compartment_id = local.compartment
  name           = "${var.name}-lifecycle"
  description    = "Lets Object Storage remove old entries of Handoff's journals."
  statements     = local.statements.lifecycle
  freeform_tags  = local.tags
}

resource "oci_identity_policy" "schedule" {
  count    = var.schedule ? 1 : 0
  provider = oci.home

  compartment_id = local.compartment
  name           = "${var.name}-schedule"
  description    = "Lets the hourly schedule wake Handoff's controller."
  statements     = local.statements.schedule
  freeform_tags  = local.tags
}

resource "oci_identity_policy" "connector" {
  count    = length(var.connectors) > 0 ? 1 : 0
  provider = oci.home

  compartment_id = local.compartment
  name           = "${var.name}-connector"
  description    = "Lets connectors lead beats to Handoff's controller."
  statements     = distinct(flatten([for name in keys(var.connectors) : local.statements["connector ${name}"]]))
  freeform_tags  = local.tags
}

resource "oci_identity_policy" "people" {
  count    = length(local.groups) > 0 ? 1 : 0
  provider = oci.home

  compartment_id = var.network_compartment_id == null ? local.compartment : var.tenancy_id
  name           = "${var.name}-people"
  description    = "Who may see and command Handoff's clusters."
  statements     = flatten([for name in keys(local.groups) : local.statements[name]])
  freeform_tags  = local.tags
}
