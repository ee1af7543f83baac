package dev.handoff.beacon.host;

/**
 * Lets a check name the host that it asks for. The JDK's connections refuse the header {@code Host}
 * unless a property allows it, which they read once, when the first of them is made.
 */
public final class HostHeader {

  static final String PROPERTY = "sun.net.http.allowRestrictedHeaders";

  private HostHeader() {}

  /** Allows it; to be called before anything else makes a connection. */
  public static void allow() {
    System.setProperty(PROPERTY, "true");
  }
}
