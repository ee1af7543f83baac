terraform {
  # 1.9: a validation may look at more than its own variable; 1.7: tests with mocked providers.
  required_version = ">= 1.9"

  required_providers {
    oci = {
      source  = "oracle/oci"
      version = ">= 6.0, < 9.0"
    }
  }
}

provider "oci" {
  region = var.region
}

provider "oci" {
  alias  = "home"
  region = coalesce(var.home_region, var.region)
}
