package dev.handoff.oci.network;

/**
 * Something about the network of a cluster that a person should know before an address must move.
 *
 * @param what is wrong, where
 * @param remedy what to do about it, a command where there is one
 */
public record Finding(Weight weight, String what, String remedy) {

  /** How bad it is. */
  public enum Weight {
    /** An address cannot be led to one of its nodes. */
    FAIL,
    /** It can, but something else may surprise. */
    WARN
  }

  static Finding fail(String what, String remedy) {
    return new Finding(Weight.FAIL, what, remedy);
  }

  static Finding warn(String what, String remedy) {
    return new Finding(Weight.WARN, what, remedy);
  }
}
