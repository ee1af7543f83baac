package dev.handoff.oci.network;

/** OCI says the same of what is not there and of what the caller may not see. */
final class Hidden {

  static final String HINT = " not found or not permitted";

  private Hidden() {}
}
