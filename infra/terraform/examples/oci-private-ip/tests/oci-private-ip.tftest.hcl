# Two nodes and a private IP. The provider is a mock: nothing is created.

mock_provider "oci" {
  source = "../../mocks/oci"
}

mock_provider "oci" {
  alias  = "home"
  source = "../../mocks/oci"
}

variables {
  name           = "duty"
  tenancy_id     = "ocid1.tenancy.oc1..t"
  region         = "eu-frankfurt-1"
  compartment_id = "ocid1.compartment.oc1..c"
  image          = "fra.ocir.io/axexample/handoff:1.0"
}

override_resource {
  target = oci_core_instance.node["node1"]
  values = { id = "ocid1.instance.oc1.eu-frankfurt-1.one" }
}

override_resource {
  target = oci_core_instance.node["node2"]
  values = { id = "ocid1.instance.oc1.eu-frankfurt-1.two" }
}

override_data {
  target = data.oci_core_vnic_attachments.node["node1"]
  values = { vnic_attachments = [{ vnic_id = "ocid1.vnic.oc1.eu-frankfurt-1.one" }] }
}

override_data {
  target = data.oci_core_vnic_attachments.node["node2"]
  values = { vnic_attachments = [{ vnic_id = "ocid1.vnic.oc1.eu-frankfurt-1.two" }] }
}

run "the_nodes_are_in_two_domains_of_one_regional_subnet" {
  assert {
    condition = {
      for name, instance in oci_core_instance.node : name => instance.availability_domain
      } == {
      node1 = "gQna:EU-FRANKFURT-1-AD-1"
      node2 = "gQna:EU-FRANKFURT-1-AD-2"
    }
    error_message = "One domain could take both."
  }

  assert {
    condition = length(distinct([
      for instance in oci_core_instance.node : instance.create_vnic_details[0].subnet_id
    ])) == 1
    error_message = "A private IP cannot leave its subnet."
  }
}

run "the_first_node_has_the_address_at_first" {
  assert {
    condition = (
      oci_core_private_ip.address.vnic_id == "ocid1.vnic.oc1.eu-frankfurt-1.one" &&
      oci_core_private_ip.address.ip_address == "10.0.0.200"
    )
    error_message = "It would not be reachable before a controller runs."
  }
}

run "the_next_apply_does_not_take_it_back" {
  # As if it had been made on the other node: what a failover leaves Terraform to think.
  variables {
    first = "node2"
  }

  assert {
    condition     = oci_core_private_ip.address.vnic_id == "ocid1.vnic.oc1.eu-frankfurt-1.one"
    error_message = "Who has the address is the controller's business."
  }
}

run "another_image_or_package_does_not_replace_both_nodes" {
  variables {
    machine_image = "ocid1.image.oc1..newer"
    package = {
      url    = "https://example.org/handoff-beacon-2.x86_64.rpm"
      sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    }
  }

  assert {
    condition = alltrue([
      for instance in oci_core_instance.node : instance.source_details[0].source_id == "ocid1.image.oc1..new"
    ])
    error_message = "The image of machines that are there is not changed."
  }

  assert {
    condition = alltrue([
      for instance in oci_core_instance.node : !strcontains(base64decode(instance.metadata.user_data), "handoff-beacon-2")
    ])
    error_message = "Nor what they did at their first boot."
  }
}

run "the_spec_names_what_was_made" {
  assert {
    condition = {
      for name, node in yamldecode(output.spec).nodes : name => [node.instance, node.interface]
      } == {
      node1 = ["ocid1.instance.oc1.eu-frankfurt-1.one", "ocid1.vnic.oc1.eu-frankfurt-1.one"]
      node2 = ["ocid1.instance.oc1.eu-frankfurt-1.two", "ocid1.vnic.oc1.eu-frankfurt-1.two"]
    }
    error_message = "Instance and VNIC of each node, as they are."
  }

  assert {
    condition = yamldecode(output.spec).groups.vip.resources.address == {
      type    = "private-ip"
      address = "10.0.0.200"
      prefix  = 24
    }
    error_message = "The address, with the prefix of its subnet."
  }

  assert {
    condition     = yamldecode(output.spec).alerts.topic == output.deployment.topic
    error_message = "Alerts go to the installation's topic."
  }
}

run "each_machine_is_its_own_node" {
  assert {
    condition = alltrue([
      for name, instance in oci_core_instance.node :
      strcontains(base64decode(instance.metadata.user_data), "\"node\": \"${name}\"") &&
      instance.instance_options[0].are_legacy_imds_endpoints_disabled
    ])
    error_message = "A node would not know who it is, or hand its credentials to whoever can make it ask."
  }
}
