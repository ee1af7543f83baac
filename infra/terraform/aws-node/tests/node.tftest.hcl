# What makes a machine a node. The provider is a mock.

mock_provider "aws" {
  source = "../mocks"
}

variables {
  deployment = {
    region   = "eu-central-1"
    account  = "123456789012"
    tables   = "duty"
    function = "arn:aws:lambda:eu-central-1:123456789012:function:duty:live"
    topic    = "arn:aws:sns:eu-central-1:123456789012:duty-alerts"
  }
  policy  = "arn:aws:iam::123456789012:policy/duty-node"
  cluster = "web"
  nodes   = ["srv-lb01", "srv-lb02"]
}

run "role_and_profile_are_called_after_the_installation" {
  assert {
    condition = (
      aws_iam_role.node.name == "duty-node" &&
      aws_iam_instance_profile.node.name == "duty-node" &&
      aws_iam_instance_profile.node.role == "duty-node"
    )
    error_message = "Role and profile of the nodes are NAME-node."
  }

  assert {
    condition     = aws_iam_role_policy_attachment.node.policy_arn == var.policy
    error_message = "A node's rights are those of the policy for nodes."
  }

  assert {
    condition = (
      jsondecode(aws_iam_role.node.assume_role_policy).Statement[0].Principal.Service == "ec2.amazonaws.com"
    )
    error_message = "Only a machine may take the role."
  }
}

run "each_beacon_knows_its_node_and_the_table_of_beats" {
  assert {
    condition = yamldecode(output.beacons["srv-lb02"]) == {
      cluster         = "web"
      node            = "srv-lb02"
      state-directory = "/var/lib/handoff"
      transport = {
        type     = "dynamodb"
        table    = "duty-nodes"
        region   = "eu-central-1"
        endpoint = "https://dynamodb.eu-central-1.amazonaws.com"
      }
    }
    error_message = "A beacon has to know who it is, and the table of beats: no credentials, no other."
  }

  assert {
    condition     = alltrue([for node, text in output.user_data : strcontains(text, output.beacons[node])])
    error_message = "The script brings the node's own file."
  }
}

run "an_image_that_has_the_beacon_gets_only_its_configuration" {
  assert {
    condition = alltrue([
      for text in output.user_data :
      !strcontains(text, "sha256sum") && strcontains(text, "systemctl restart handoff-beacon")
    ])
    error_message = "Without a package nothing is fetched, and the beacon is started all the same."
  }
}

run "a_package_is_checked_before_it_is_installed" {
  variables {
    package = {
      url    = "https://example.org/handoff-beacon.rpm"
      sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    }
  }

  assert {
    condition = alltrue([
      for text in output.user_data :
      can(regex("(?s)${var.package.url}.*curl.*${var.package.sha256}.*sha256sum --check.*dnf install", text))
    ])
    error_message = "Fetched, then checked, then installed."
  }

  assert {
    condition     = length(aws_iam_role_policy.package) == 0
    error_message = "Who fetches it from the web needs no permission."
  }
}

run "a_package_in_a_bucket_may_be_read_and_nothing_else_there" {
  variables {
    package = {
      url    = "s3://releases/handoff/handoff-beacon.deb"
      sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    }
  }

  assert {
    condition = [
      for statement in jsondecode(aws_iam_role_policy.package[0].policy).Statement :
      "${statement.Effect} ${statement.Action} ${statement.Resource}"
    ] == ["Allow s3:GetObject arn:aws:s3:::releases/handoff/handoff-beacon.deb"]
    error_message = "One object."
  }
}

run "settings_reach_the_beacon" {
  variables {
    paths    = ["ens6", "ens5"]
    settings = { allow = { commands = ["/usr/sbin/haproxy"] } }
  }

  assert {
    condition = (
      yamldecode(output.beacons["srv-lb01"]).allow.commands == ["/usr/sbin/haproxy"] &&
      yamldecode(output.beacons["srv-lb01"]).transport.paths == ["ens6", "ens5"]
    )
    error_message = "What a spec may have run here, and by which interfaces beats leave."
  }
}

run "a_node_that_calls_itself_another_is_refused" {
  command = plan

  variables {
    settings = { node = "srv-lb09" }
  }

  expect_failures = [var.settings]
}

run "a_package_without_encryption_is_refused" {
  command = plan

  variables {
    package = {
      url    = "http://example.org/handoff-beacon.rpm"
      sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    }
  }

  expect_failures = [var.package]
}

run "a_package_without_its_checksum_is_refused" {
  command = plan

  variables {
    package = { url = "https://example.org/handoff-beacon.rpm", sha256 = "latest" }
  }

  expect_failures = [var.package]
}

run "a_url_that_a_shell_would_interpret_is_refused" {
  command = plan

  variables {
    package = {
      url    = "https://example.org/$(id)'.rpm"
      sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    }
  }

  expect_failures = [var.package]
}

run "a_cluster_with_a_blank_is_refused" {
  command = plan

  variables {
    cluster = "my web"
  }

  expect_failures = [var.cluster]
}

run "a_node_with_a_blank_is_refused" {
  command = plan

  variables {
    nodes = ["srv lb01"]
  }

  expect_failures = [var.nodes]
}
