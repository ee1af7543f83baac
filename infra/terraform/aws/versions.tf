terraform {
  # 1.9: a validation may look at more than its own variable; 1.7: tests with mocked providers.
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source = "hashicorp/aws"
      # Below 6.20 they know no runtime java25: see the variable `runtime`.
      version = ">= 5.100, < 7.0"
    }
  }
}
