# What is refused before anything is made. The provider is a mock.

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

run "a_name_with_a_capital_is_refused" {
  command = plan
  variables {
    name = "Duty"
  }
  expect_failures = [var.name]
}

run "a_region_by_its_key_is_refused" {
  command = plan
  variables {
    region = "FRA"
  }
  expect_failures = [var.region]
}

run "a_compartment_by_its_name_is_refused" {
  command = plan
  variables {
    compartment_id = "network"
  }
  expect_failures = [var.compartment_id]
}

run "the_tenancy_itself_is_refused" {
  command = plan
  variables {
    compartment_id = "ocid1.tenancy.oc1..t"
  }
  expect_failures = [var.compartment_id]
}

run "the_tenancy_itself_is_refused_for_the_network_too" {
  command = plan
  variables {
    network_compartment_id = "ocid1.tenancy.oc1..t"
  }
  expect_failures = [var.network_compartment_id]
}

run "an_image_without_a_tag_is_refused" {
  command = plan
  variables {
    image = "fra.ocir.io/axexample/handoff"
  }
  expect_failures = [var.image]
}

run "an_image_of_another_registry_is_refused" {
  command = plan
  variables {
    image = "docker.io/library/handoff:1.0"
  }
  expect_failures = [var.image]
}

run "an_image_by_the_registrys_longer_name_is_taken" {
  command = plan
  variables {
    image = "ocir.eu-frankfurt-1.oci.oraclecloud.com/axexample/handoff:1.0"
  }
}

run "memory_that_java_does_not_start_with_is_refused" {
  command = plan
  variables {
    memory = 128
  }
  expect_failures = [var.memory]
}

run "a_timeout_of_more_than_five_minutes_is_refused" {
  command = plan
  variables {
    timeout = 301
  }
  expect_failures = [var.timeout]
}

run "half_a_unit_is_refused" {
  command = plan
  variables {
    provisioned_concurrency = 0.5
  }
  expect_failures = [var.provisioned_concurrency]
}

run "an_address_of_another_cloud_is_refused" {
  command = plan
  variables {
    moves = ["elastic-ip"]
  }
  expect_failures = [var.moves]
}

run "a_controller_that_may_move_nothing_is_refused" {
  command = plan
  variables {
    moves = []
  }
  expect_failures = [var.moves]
}

run "a_mail_address_without_an_at_is_refused" {
  command = plan
  variables {
    emails = ["ops"]
  }
  expect_failures = [var.emails]
}

run "a_topic_of_another_cloud_is_refused" {
  command = plan
  variables {
    alarm_topics = ["arn:aws:sns:eu-central-1:123456789012:ops"]
  }
  expect_failures = [var.alarm_topics]
}

run "a_stream_by_its_name_is_refused" {
  command = plan
  variables {
    connectors = { one = "duty.web.srv-lb01" }
  }
  expect_failures = [var.connectors]
}

run "logs_for_a_week_are_refused" {
  command = plan
  variables {
    log_retention_days = 7
  }
  expect_failures = [var.log_retention_days]
}

run "a_group_that_would_change_the_statement_is_refused" {
  command = plan
  variables {
    operators = ["oncall to manage all-resources in tenancy where 1 = 1"]
  }
  expect_failures = [var.operators]
}

run "a_viewer_that_would_change_the_statement_is_refused" {
  command = plan
  variables {
    viewers = ["x'/'y"]
  }
  expect_failures = [var.viewers]
}

run "no_subnet_is_refused" {
  command = plan
  variables {
    subnet_ids = []
  }
  expect_failures = [var.subnet_ids]
}

run "silence_for_two_hours_is_refused" {
  command = plan
  variables {
    silence = 120
  }
  expect_failures = [var.silence]
}
