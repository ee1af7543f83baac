package dev.handoff.beacon.transport.oci;

import dev.handoff.beacon.config.OciConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/** Who signs a call, asked anew for each: an instance's token lasts less than an hour. */
interface OciCredentials {

  /**
   * Returns a key that is valid now; the same object for as long as it is.
   *
   * @throws IOException if there is none to be had
   */
  SigningKey get() throws IOException;

  /**
   * A service does not know this key, although it should be valid. Takes as long as it takes to get
   * another one.
   *
   * @return whether {@link #get} has a better one now
   */
  boolean refused(SigningKey key);

  /** A key that never changes. */
  static OciCredentials fixed(SigningKey key) {
    return new OciCredentials() {
      @Override
      public SigningKey get() {
        return key;
      }

      @Override
      public boolean refused(SigningKey refused) {
        return false;
      }
    };
  }

  /** The API key of a user, read when it is first needed. */
  static OciCredentials of(OciConfig.Identity.ApiKey user) {
    return new OciCredentials() {
      private @Nullable SigningKey known;

      @Override
      public synchronized SigningKey get() throws IOException {
        if (known == null) {
          try {
            String id = user.tenancy() + "/" + user.user() + "/" + user.fingerprint();
            known = new SigningKey(id, Pem.of(Files.readString(user.keyFile())).rsaKey());
          } catch (GeneralSecurityException e) {
            throw new IOException(user.keyFile() + ": " + e.getMessage(), e);
          }
        }
        return known;
      }

      @Override
      public boolean refused(SigningKey key) {
        return false;
      }
    };
  }
}
