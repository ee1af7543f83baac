# Two nodes and a private IP. The provider is a mock: nothing is created.

mock_provider "aws" {
  source = "../../mocks"
}

variables {
  name = "duty"
  # Any file: nobody runs it here.
  artifact = "main.tf"
  # The oldest provider of those that are allowed knows no later one.
  runtime = "java21"
}

run "the_spec_names_what_was_made" {
  assert {
    condition = yamldecode(output.spec).groups.front.resources.address == {
      type    = "private-ip"
      address = "10.0.0.200"
      prefix  = 24
    }
    error_message = "The address, with the prefix of its subnet."
  }

  assert {
    condition = {
      for name, node in yamldecode(output.spec).nodes : name => [node.instance, node.interface]
      } == {
      for name, instance in aws_instance.node : name => [instance.id, aws_network_interface.node[name].id]
    }
    error_message = "Instance and interface of each node, as they are."
  }

  assert {
    condition     = yamldecode(output.spec).alerts.topic == output.deployment.topic
    error_message = "Alerts go to the installation's topic."
  }
}

run "only_the_first_node_has_the_address_at_first" {
  assert {
    condition = {
      for name, interface in aws_network_interface.node : name => join(", ", interface.private_ip_list)
      } == {
      srv-lb01 = "10.0.0.11, 10.0.0.200"
      srv-lb02 = "10.0.0.12"
    }
    error_message = "Its own address comes first; only one node has the shared one."
  }

  assert {
    condition     = length(distinct([for interface in aws_network_interface.node : interface.subnet_id])) == 1
    error_message = "A private IP cannot leave its subnet."
  }
}

run "what_moves_and_where_it_may_go_carries_the_tag" {
  assert {
    condition     = alltrue([for instance in aws_instance.node : instance.tags.handoff == "duty"])
    error_message = "Without the tag no node can be powered off."
  }

  assert {
    condition = alltrue([
      for interface in aws_network_interface.node : interface.tags.handoff == "duty"
    ])
    error_message = "Without the tag the controller may not take the address from a node, nor give it to one."
  }

  assert {
    condition = alltrue([
      for name, instance in aws_instance.node :
      one(instance.network_interface).network_interface_id == aws_network_interface.node[name].id
    ])
    error_message = "The tagged interface is the one that the node has."
  }
}

run "nodes_have_the_profile_and_the_script_of_their_own" {
  assert {
    condition = alltrue([
      for name, instance in aws_instance.node :
      instance.iam_instance_profile == "duty-node" &&
      strcontains(instance.user_data, "\"node\": \"${name}\"") &&
      one(instance.metadata_options).http_tokens == "required"
    ])
    error_message = "A node would not know who it is, or not be let write its beats."
  }
}
