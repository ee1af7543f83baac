package dev.handoff.oci;

import com.oracle.bmc.auth.BasicAuthenticationDetailsProvider;
import com.oracle.bmc.auth.ResourcePrincipalAuthenticationDetailsProvider;
import com.oracle.bmc.auth.SimpleAuthenticationDetailsProvider;
import com.oracle.bmc.auth.SimplePrivateKeySupplier;
import java.util.Map;

/** By whom the function signs its calls. */
final class Credentials {

  private static final String AUTH = "HANDOFF_AUTH";

  private Credentials() {}

  /**
   * Reads {@code HANDOFF_AUTH}: {@code resource-principal} (by default; the platform gives the
   * function a token of its own), or {@code api-key}, with {@code HANDOFF_TENANCY}, {@code
   * HANDOFF_USER}, {@code HANDOFF_FINGERPRINT} and {@code HANDOFF_KEY_FILE}, for a function that
   * runs elsewhere.
   *
   * @throws IllegalArgumentException if a variable is missing or makes no sense
   */
  static BasicAuthenticationDetailsProvider of(Map<String, String> environment) {
    String auth = environment.getOrDefault(AUTH, "resource-principal");
    return switch (auth) {
      case "resource-principal" -> ResourcePrincipalAuthenticationDetailsProvider.builder().build();
      case "api-key" ->
          SimpleAuthenticationDetailsProvider.builder()
              .tenantId(required(environment, "HANDOFF_TENANCY"))
              .userId(required(environment, "HANDOFF_USER"))
              .fingerprint(required(environment, "HANDOFF_FINGERPRINT"))
              .privateKeySupplier(
                  new SimplePrivateKeySupplier(required(environment, "HANDOFF_KEY_FILE")))
              .build();
      default ->
          throw new IllegalArgumentException(
              AUTH + " is '" + auth + "'; allowed: resource-principal, api-key");
    };
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          name + " is missing; HANDOFF_AUTH=api-key needs it in the function's configuration");
    }
    return value;
  }
}
