terraform {
  # 1.9: a validation may look at more than its own variable; 1.7: tests with mocked providers.
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }
}
