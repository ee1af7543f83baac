/** The Terraform module, applied by the real Terraform with the real provider. */
@org.jspecify.annotations.NullMarked
package dev.handoff.installation.terraform;
