/** What is installed on Oracle Cloud: its policies, and its Terraform modules. */
@org.jspecify.annotations.NullMarked
package dev.handoff.installation.oci;
