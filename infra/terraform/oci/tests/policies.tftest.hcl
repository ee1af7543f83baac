# What is granted, to whom, and where. The provider is a mock.

mock_provider "oci" {
  source = "../mocks/oci"
}

mock_provider "oci" {
  alias  = "home"
  source = "../mocks/oci"
}

variables {
  name           = "duty"
  tenancy_id     = "ocid1.tenancy.oc1..t"
  region         = "eu-frankfurt-1"
  compartment_id = "ocid1.compartment.oc1..c"
  subnet_ids     = ["ocid1.subnet.oc1.eu-frankfurt-1.s"]
  image          = "fra.ocir.io/axexample/handoff:1.0"
}

run "the_controller_is_one_function_and_no_other" {
  assert {
    condition = (
      oci_identity_dynamic_group.function.matching_rule
      == "ALL {resource.type = 'fnfunc', resource.id = 'ocid1.fnfunc.oc1.eu-frankfurt-1.f'}"
    )
    error_message = "By its compartment, every function that somebody puts there would be the controller."
  }

  assert {
    condition     = oci_identity_dynamic_group.function.compartment_id == "ocid1.tenancy.oc1..t"
    error_message = "Dynamic groups belong to the tenancy."
  }
}

run "it_may_keep_state_hear_alert_and_move_private_ips" {
  assert {
    condition = [
      for statement in oci_identity_policy.function.statements : regex("to ([a-z]+ [a-z-]+) in", statement)[0]
      ] == [
      "manage objects", "read streams", "use stream-pull", "use ons-topics",
      "manage private-ips", "use vnics", "use subnets",
    ]
    error_message = "What it has without being asked for anything."
  }

  assert {
    condition = oci_identity_policy.function.statements[1] == join("", [
      "Allow dynamic-group duty-function to read streams in compartment id ocid1.compartment.oc1..c",
    ])
    error_message = "A statement is one line, without its name."
  }
}

run "what_else_it_may_move_is_asked_for" {
  variables {
    moves = ["public-ip", "route", "ipv6"]
    fence = true
  }

  assert {
    condition = setintersection(
      toset([for s in oci_identity_policy.function.statements : regex("to [a-z]+ ([a-z0-9-]+) in", s)[0]]),
      ["public-ips", "route-tables", "ipv6s", "instances"]
    ) == toset(["public-ips", "route-tables", "ipv6s", "instances"])
    error_message = "A kind of address, or powering off, without its right."
  }
}

run "the_network_may_be_in_a_compartment_of_its_own" {
  variables {
    network_compartment_id = "ocid1.compartment.oc1..net"
  }

  assert {
    condition = alltrue([
      for s in oci_identity_policy.function.statements : strcontains(
        s, can(regex("(private-ips|vnics|subnets)", s)) ? "in compartment id ocid1.compartment.oc1..net" : "in compartment id ocid1.compartment.oc1..c"
      )
    ])
    error_message = "State here, addresses there."
  }

  assert {
    condition     = oci_identity_policy.function.compartment_id == "ocid1.tenancy.oc1..t"
    error_message = "A policy has to be above both."
  }
}

run "people_get_what_their_groups_are_named_for" {
  variables {
    viewers   = ["watchers"]
    operators = ["corp/oncall"]
  }

  assert {
    condition = toset([
      for s in oci_identity_policy.people[0].statements : regex("group (.+) to", s)[0] if strcontains(s, "fn-invocation")
    ]) == toset(["'corp'/'oncall'"])
    error_message = "Only operators command."
  }

  assert {
    condition = toset([
      for s in oci_identity_policy.people[0].statements : regex("group (.+) to", s)[0] if strcontains(s, "read objects")
    ]) == toset(["'corp'/'oncall'", "'watchers'"])
    error_message = "Operators see as well."
  }
}

run "the_schedule_may_wake_this_function_only" {
  assert {
    condition = alltrue([
      for s in oci_identity_policy.schedule[0].statements :
      strcontains(s, "request.principal.id = 'ocid1.resourceschedule.oc1.eu-frankfurt-1.s'")
    ])
    error_message = "any-user means anybody: the schedule has to be named."
  }
}

run "nothing_is_left_to_fill_in_and_no_name_of_a_statement_is_left_over" {
  variables {
    moves      = ["private-ip", "public-ip", "route", "ipv6"]
    fence      = true
    viewers    = ["watchers"]
    operators  = ["oncall"]
    connectors = { one = "ocid1.stream.oc1.eu-frankfurt-1.one", two = "ocid1.stream.oc1.eu-frankfurt-1.two" }
  }

  assert {
    condition = alltrue([
      for s in concat(
        oci_identity_policy.function.statements, oci_identity_policy.lifecycle.statements,
        oci_identity_policy.schedule[0].statements, oci_identity_policy.people[0].statements,
        oci_identity_policy.connector[0].statements
      ) : startswith(s, "Allow ") && !strcontains(s, "#") && !strcontains(s, "$") && !strcontains(s, "\n")
    ])
    error_message = "Oracle Cloud would refuse it."
  }

  assert {
    condition = length([
      for s in oci_identity_policy.connector[0].statements : s if strcontains(s, "STREAM_CONSUME")
    ]) == 2
    error_message = "Each stream is granted, and each only once."
  }
}
