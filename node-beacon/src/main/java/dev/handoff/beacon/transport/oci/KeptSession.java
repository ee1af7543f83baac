package dev.handoff.beacon.transport.oci;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A token and its key, in a file, so that a beacon that is replaced goes on with them: to get new
 * ones takes a second of CPU, in which the node would be silent. Whoever could read the file could
 * as well ask the metadata service, as all of an instance can. It is of use only for as long as the
 * machine is booted: a machine that is made from a copy of this one's disk is somebody else.
 */
final class KeptSession {

  private static final Path KERNELS_BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  private final Path file;
  private final String boot;

  /** What the file holds. */
  record Content(SecurityToken token, PrivateKey key) {}

  /**
   * @param boot id of the machine's boot
   */
  KeptSession(Path file, String boot) {
    this.file = file;
    this.boot = boot;
  }

  /** In that folder, for the kernel's own boot; null: the kernel does not tell it. */
  static @Nullable KeptSession in(Path folder) {
    try {
      return new KeptSession(
          folder.resolve("oci-session.json"), Files.readString(KERNELS_BOOT).strip());
    } catch (IOException _) {
      return null; // Not Linux; then each beacon gets a token of its own.
    }
  }

  /**
   * What was kept in this boot; null: nothing.
   *
   * @throws IOException if there is something that makes no sense
   */
  @Nullable Content read() throws IOException {
    try {
      JsonObject kept = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      if (!kept.getAsJsonPrimitive("boot").getAsString().equals(boot)) {
        return null;
      }
      return new Content(
          SecurityToken.of(kept.toString()),
          Pem.of(kept.getAsJsonPrimitive("key").getAsString()).rsaKey());
    } catch (NoSuchFileException _) {
      return null;
    } catch (JsonParseException
        | IllegalStateException
        | NullPointerException
        | GeneralSecurityException e) {
      throw new IOException(file + " is damaged", e);
    }
  }

  /**
   * Keeps these in place of the ones before, readable for the beacon's user only.
   *
   * @throws IOException if that cannot be done
   */
  void write(Content content) throws IOException {
    JsonObject kept = new JsonObject();
    kept.addProperty("boot", boot);
    kept.addProperty("token", content.token().text());
    kept.addProperty("key", pem(content.key()));
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.deleteIfExists(next);
    Files.createFile(
        next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(next, kept.toString());
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String pem(PrivateKey key) {
    String base64 = Base64.getEncoder().encodeToString(key.getEncoded());
    return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
  }
}
