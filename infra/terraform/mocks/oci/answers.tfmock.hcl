# What a provider would answer, for all tests of Oracle Cloud's modules: a tenancy with an installation called duty in
# eu-frankfurt-1.

mock_data "oci_objectstorage_namespace" {
  defaults = { namespace = "axexample" }
}

mock_data "oci_identity_availability_domains" {
  defaults = {
    availability_domains = [
      { compartment_id = "ocid1.tenancy.oc1..t", id = "ocid1.availabilitydomain.oc1..2", name = "gQna:EU-FRANKFURT-1-AD-2" },
      { compartment_id = "ocid1.tenancy.oc1..t", id = "ocid1.availabilitydomain.oc1..1", name = "gQna:EU-FRANKFURT-1-AD-1" },
    ]
  }
}

mock_data "oci_core_images" {
  defaults = {
    images = [{ id = "ocid1.image.oc1..new", display_name = "Oracle-Linux-9", operating_system = "Oracle Linux" }]
  }
}

mock_resource "oci_identity_compartment" {
  defaults = { id = "ocid1.compartment.oc1..made" }
}

mock_resource "oci_functions_function" {
  defaults = {
    id              = "ocid1.fnfunc.oc1.eu-frankfurt-1.f"
    invoke_endpoint = "https://example.eu-frankfurt-1.functions.oci.oraclecloud.com"
  }
}

mock_resource "oci_functions_application" {
  defaults = { id = "ocid1.fnapp.oc1.eu-frankfurt-1.a" }
}

mock_resource "oci_streaming_stream_pool" {
  defaults = {
    id            = "ocid1.streampool.oc1.eu-frankfurt-1.p"
    endpoint_fqdn = "cell-1.streaming.eu-frankfurt-1.oci.oraclecloud.com"
  }
}

mock_resource "oci_ons_notification_topic" {
  defaults = { id = "ocid1.onstopic.oc1.eu-frankfurt-1.t" }
}

mock_resource "oci_resource_scheduler_schedule" {
  defaults = { id = "ocid1.resourceschedule.oc1.eu-frankfurt-1.s" }
}
