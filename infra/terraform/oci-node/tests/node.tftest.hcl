# What a node gets, and what it may do. The provider is a mock.

mock_provider "oci" {
  source = "../mocks/oci"

  mock_resource "oci_streaming_stream" {
    defaults = { messages_endpoint = "https://cell-1.streaming.eu-frankfurt-1.oci.oraclecloud.com" }
  }
}

mock_provider "oci" {
  alias  = "home"
  source = "../mocks/oci"
}

variables {
  deployment = {
    cloud            = "oci"
    region           = "eu-frankfurt-1"
    compartment      = "ocid1.compartment.oc1..c"
    namespace        = "axexample"
    bucket           = "duty"
    function         = "ocid1.fnfunc.oc1.eu-frankfurt-1.f"
    functionEndpoint = "https://example.eu-frankfurt-1.functions.oci.oraclecloud.com"
    streamPool       = "ocid1.streampool.oc1.eu-frankfurt-1.p"
    topic            = "ocid1.onstopic.oc1.eu-frankfurt-1.t"
  }
  tenancy_id = "ocid1.tenancy.oc1..t"
  cluster    = "web"
  nodes      = ["srv-lb01", "srv-lb02"]
  instances = {
    srv-lb01 = "ocid1.instance.oc1.eu-frankfurt-1.one"
    srv-lb02 = "ocid1.instance.oc1.eu-frankfurt-1.two"
  }
  package = {
    url    = "https://example.org/handoff-beacon-1.x86_64.rpm"
    sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
  }
}

override_resource {
  target = oci_streaming_stream.node["srv-lb01"]
  values = {
    id                = "ocid1.stream.oc1.eu-frankfurt-1.one"
    messages_endpoint = "https://cell-1.streaming.eu-frankfurt-1.oci.oraclecloud.com"
  }
}

override_resource {
  target = oci_streaming_stream.node["srv-lb02"]
  values = {
    id                = "ocid1.stream.oc1.eu-frankfurt-1.two"
    messages_endpoint = "https://cell-1.streaming.eu-frankfurt-1.oci.oraclecloud.com"
  }
}

run "each_node_has_a_stream_of_its_own" {
  assert {
    condition = {
      for node, stream in oci_streaming_stream.node : node => "${stream.name} ${stream.partitions} ${stream.retention_in_hours}"
      } == {
      srv-lb01 = "duty.web.srv-lb01 1 24"
      srv-lb02 = "duty.web.srv-lb02 1 24"
    }
    error_message = "The function finds a stream by its name; a second partition would split a node's beats."
  }

  assert {
    condition = alltrue([
      for stream in oci_streaming_stream.node : stream.stream_pool_id == "ocid1.streampool.oc1.eu-frankfurt-1.p"
    ])
    error_message = "In the installation's pool."
  }
}

run "a_group_is_one_machine" {
  assert {
    condition = {
      for node, group in oci_identity_dynamic_group.node : group.name => group.matching_rule
      } == {
      duty-web-srv-lb01 = "ALL {instance.id = 'ocid1.instance.oc1.eu-frankfurt-1.one'}"
      duty-web-srv-lb02 = "ALL {instance.id = 'ocid1.instance.oc1.eu-frankfurt-1.two'}"
    }
    error_message = "More than one machine could speak as the node."
  }
}

run "a_node_may_do_four_things" {
  assert {
    condition = output.statements["srv-lb01"] == tolist([
      join(" ", [
        "Allow dynamic-group duty-web-srv-lb01 to use stream-push in compartment id ocid1.compartment.oc1..c where",
        "target.stream.id = 'ocid1.stream.oc1.eu-frankfurt-1.one'",
      ]),
      join(" ", [
        "Allow dynamic-group duty-web-srv-lb01 to read objects in compartment id ocid1.compartment.oc1..c where all {",
        "target.bucket.name = 'duty', request.permission = 'OBJECT_READ', any {",
        "target.object.name = 'nodes/web/srv-lb01/orders', target.object.name = 'nodes/web/srv-lb01/plan' } }",
      ]),
      join(" ", [
        "Allow dynamic-group duty-web-srv-lb01 to use fn-invocation in compartment id ocid1.compartment.oc1..c where",
        "target.function.id = 'ocid1.fnfunc.oc1.eu-frankfurt-1.f'",
      ]),
      join(" ", [
        "Allow dynamic-group duty-web-srv-lb01 to use stream-pull in compartment id ocid1.compartment.oc1..c where any {",
        "target.stream.id = 'ocid1.stream.oc1.eu-frankfurt-1.two' }",
      ]),
    ])
    error_message = "Speak for itself, read what it is told, wake the controller, watch its peer."
  }
}

run "a_node_alone_watches_nobody" {
  variables {
    nodes     = ["srv-lb01"]
    instances = { srv-lb01 = "ocid1.instance.oc1.eu-frankfurt-1.one" }
  }

  assert {
    condition     = length(output.statements["srv-lb01"]) == 3
    error_message = "A statement with an empty list of streams would be refused."
  }
}

run "the_beacon_is_told_who_it_is_and_where_to_speak" {
  variables {
    paths    = ["ens5", "ens3"]
    settings = { allow = { commands = ["/usr/sbin/haproxy"] } }
  }

  assert {
    condition = yamldecode(output.beacons["srv-lb02"]) == {
      cluster         = "web"
      node            = "srv-lb02"
      state-directory = "/var/lib/handoff"
      allow           = { commands = ["/usr/sbin/haproxy"] }
      transport = {
        type      = "oci"
        region    = "eu-frankfurt-1"
        namespace = "axexample"
        bucket    = "duty"
        stream    = "ocid1.stream.oc1.eu-frankfurt-1.two"
        messages  = "https://cell-1.streaming.eu-frankfurt-1.oci.oraclecloud.com"
        function  = "ocid1.fnfunc.oc1.eu-frankfurt-1.f"
        invoke    = "https://example.eu-frankfurt-1.functions.oci.oraclecloud.com"
        paths     = ["ens5", "ens3"]
      }
    }
    error_message = "beacon.yaml is not what ConfigReader takes."
  }
}

run "the_script_installs_what_was_asked_for_and_nothing_else" {
  variables {
    setup = "dnf install --assumeyes httpd"
  }

  assert {
    condition = alltrue([
      for line in [
        "#!/bin/sh", "set -eu", "dnf install --assumeyes httpd", "url='https://example.org/handoff-beacon-1.x86_64.rpm'",
        "\"node\": \"srv-lb01\"", "systemctl restart handoff-beacon",
        "echo 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'\"  $file\" | sha256sum --check --status",
      ] : strcontains(output.user_data["srv-lb01"], line)
    ])
    error_message = "A machine would not become the node."
  }
}

run "an_image_that_has_the_beacon_fetches_nothing" {
  variables {
    package = null
  }

  assert {
    condition     = !strcontains(output.user_data["srv-lb01"], "curl") && strcontains(output.user_data["srv-lb01"], "beacon.yaml")
    error_message = "Nothing to fetch, but who it is has to be said."
  }
}

run "streams_are_named_for_a_connector" {
  assert {
    condition = output.streams == {
      "web.srv-lb01" = "ocid1.stream.oc1.eu-frankfurt-1.one"
      "web.srv-lb02" = "ocid1.stream.oc1.eu-frankfurt-1.two"
    }
    error_message = "`connectors` takes these as they are."
  }
}

run "a_node_without_a_machine_is_refused" {
  command = plan
  variables {
    instances = { srv-lb01 = "ocid1.instance.oc1.eu-frankfurt-1.one" }
  }
  expect_failures = [var.instances]
}

run "a_cluster_with_a_dot_is_refused" {
  command = plan
  variables {
    cluster = "my.web"
  }
  expect_failures = [var.cluster]
}

run "a_node_with_a_blank_is_refused" {
  command = plan
  variables {
    nodes     = ["srv lb01"]
    instances = { "srv lb01" = "ocid1.instance.oc1.eu-frankfurt-1.one" }
  }
  expect_failures = [var.nodes]
}

run "names_that_policies_cannot_tell_apart_are_refused" {
  command = plan
  variables {
    nodes = ["srv-lb01", "SRV-lb01"]
    instances = {
      srv-lb01 = "ocid1.instance.oc1.eu-frankfurt-1.one"
      SRV-lb01 = "ocid1.instance.oc1.eu-frankfurt-1.two"
    }
  }
  expect_failures = [var.nodes]
}

run "a_name_that_is_too_long_together_is_refused" {
  command = plan
  variables {
    cluster   = "c23456789012345678901234567890123456789012345678901234567890"
    nodes     = ["n23456789012345678901234567890123456789012345678901234567890"]
    instances = { n23456789012345678901234567890123456789012345678901234567890 = "ocid1.instance.oc1..one" }
  }
  expect_failures = [var.nodes]
}

run "a_package_by_another_way_is_refused" {
  command = plan
  variables {
    package = {
      url    = "http://example.org/handoff.rpm"
      sha256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    }
  }
  expect_failures = [var.package]
}

run "an_installation_on_another_cloud_is_refused" {
  command = plan
  variables {
    deployment = {
      cloud            = "aws"
      region           = "eu-frankfurt-1"
      compartment      = "ocid1.compartment.oc1..c"
      namespace        = "axexample"
      bucket           = "duty"
      function         = "ocid1.fnfunc.oc1.eu-frankfurt-1.f"
      functionEndpoint = "https://example.eu-frankfurt-1.functions.oci.oraclecloud.com"
      streamPool       = "ocid1.streampool.oc1.eu-frankfurt-1.p"
      topic            = "ocid1.onstopic.oc1.eu-frankfurt-1.t"
    }
  }
  expect_failures = [var.deployment]
}

run "streams_for_an_hour_are_refused" {
  command = plan
  variables {
    retention_in_hours = 1
  }
  expect_failures = [var.retention_in_hours]
}

run "a_setting_that_belongs_elsewhere_is_refused" {
  command = plan
  variables {
    settings = { transport = { type = "http" } }
  }
  expect_failures = [var.settings]
}
