package dev.handoff.beacon.transport;

import java.io.IOException;
import java.util.List;

/** Which addresses the cloud leads to this machine. */
@FunctionalInterface
public interface LocalAddresses {

  /**
   * The private IPv4 addresses of an interface.
   *
   * @param mac six bytes in hexadecimal, with colons
   * @throws IOException if nobody tells
   */
  List<String> of(String mac) throws IOException;
}
