package dev.handoff.beacon.transport.aws;

import java.io.IOException;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** Who signs a call, asked anew for each: credentials of an instance change every few hours. */
interface Credentials {

  /**
   * Returns credentials that are valid now.
   *
   * @throws IOException if there are none to be had
   */
  AwsCredentialsIdentity get() throws IOException;
}
