terraform {
  # 1.9: a validation may look at more than its own variable; 1.7: tests with mocked providers.
  required_version = ">= 1.9"

  required_providers {
    oci = {
      source = "oracle/oci"
      # Written from the provider's documentation, and tried with none of its versions: see docs/oci.md.
      version = ">= 6.0, < 9.0"
      # Groups, policies and compartments are made in the tenancy's home region, and there only.
      configuration_aliases = [oci.home]
    }
  }
}
