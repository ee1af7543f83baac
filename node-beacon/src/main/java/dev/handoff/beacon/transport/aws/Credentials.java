package dev.handoff.beacon.transport.aws;

import java.io.IOException;

/** Who signs a call, asked anew for each: credentials of an instance change every few hours. */
interface Credentials {

  /**
   * Returns keys that are valid now.
   *
   * @throws IOException if there are none to be had
   */
  AwsKeys get() throws IOException;
}
