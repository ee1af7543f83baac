package dev.handoff.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.bmc.auth.SimpleAuthenticationDetailsProvider;
import dev.handoff.oci.local.Principal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {

  private static final Map<String, String> API_KEY =
      Map.of(
          "HANDOFF_AUTH", "api-key",
          "HANDOFF_TENANCY", "ocid1.tenancy.oc1..a",
          "HANDOFF_USER", "ocid1.user.oc1..a",
          "HANDOFF_FINGERPRINT", "20:3b:97:13",
          "HANDOFF_KEY_FILE", "/nowhere/key.pem");

  @TempDir private Path folder = Path.of("");

  @Test
  void anApiKeySignsAsItsUserWithTheKeyOfTheFile() throws IOException {
    Principal ann = Principal.named("ann");
    Path file = Files.writeString(folder.resolve("key.pem"), ann.privateKey());

    SimpleAuthenticationDetailsProvider credentials =
        assertInstanceOf(
            SimpleAuthenticationDetailsProvider.class,
            Credentials.of(with("HANDOFF_KEY_FILE", file.toString())));

    assertEquals("ocid1.tenancy.oc1..a/ocid1.user.oc1..a/20:3b:97:13", credentials.getKeyId());
    assertEquals(
        ann.privateKey(),
        new String(credentials.getPrivateKey().readAllBytes(), StandardCharsets.UTF_8));
  }

  @Test
  void eachVariableThatAnApiKeyNeedsIsNamedWhereItIsMissing() {
    for (String name :
        List.of("HANDOFF_TENANCY", "HANDOFF_USER", "HANDOFF_FINGERPRINT", "HANDOFF_KEY_FILE")) {
      assertEquals(
          name + " is missing; HANDOFF_AUTH=api-key needs it in the function's configuration",
          refusal(with(name, "")));
    }
  }

  @Test
  void anotherWayToSignIsRefusedWithThoseThatThereAre() {
    assertEquals(
        "HANDOFF_AUTH is 'instance'; allowed: resource-principal, api-key",
        refusal(with("HANDOFF_AUTH", "instance")));
  }

  /** The SDK looks for the platform's token at once, and there is none on this machine. */
  @Test
  void withoutAWordThePlatformsTokenIsWanted() {
    assertTrue(refusal(Map.of()).contains("OCI_RESOURCE_PRINCIPAL_VERSION"), refusal(Map.of()));
  }

  private static String refusal(Map<String, String> environment) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> Credentials.of(environment))
            .getMessage());
  }

  private static Map<String, String> with(String name, String value) {
    Map<String, String> environment = new HashMap<>(API_KEY);
    environment.put(name, value);
    return environment;
  }
}
