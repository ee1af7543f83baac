# Two nodes and a route. The provider is a mock: nothing is created.

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
      type        = "route"
      destination = "192.168.1.1/32"
      tables      = [aws_route.web.route_table_id]
      loopback    = true
    }
    error_message = "The route that is moved is the one that was made, in its table."
  }

  assert {
    condition = {
      for name, node in yamldecode(output.spec).nodes : name => [node.instance, node.interface]
      } == {
      for name, instance in aws_instance.node : name => [instance.id, instance.primary_network_interface_id]
    }
    error_message = "Instance and interface of each node, as they are."
  }

  assert {
    condition     = yamldecode(output.spec).alerts.topic == output.deployment.topic
    error_message = "Alerts go to the installation's topic."
  }
}

run "nodes_take_what_is_not_sent_to_their_own_address" {
  assert {
    condition     = alltrue([for instance in aws_instance.node : !instance.source_dest_check])
    error_message = "With the source/destination check AWS drops what the route brings."
  }
}

run "what_moves_and_where_it_may_go_carries_the_tag" {
  assert {
    condition     = alltrue([for instance in aws_instance.node : instance.tags.handoff == "duty"])
    error_message = "Without the tag no node can be powered off."
  }

  assert {
    condition     = module.network.route_table_tags.handoff == "duty"
    error_message = "Without the tag the controller may not change the route."
  }

  assert {
    condition = alltrue([
      for name, tag in aws_ec2_tag.interface :
      tag.resource_id == aws_instance.node[name].primary_network_interface_id &&
      tag.key == "handoff" && tag.value == "duty"
    ])
    error_message = "Without the tag on the interfaces the controller may not lead it there."
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
