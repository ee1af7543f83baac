package dev.handoff.console.deployment;

import com.oracle.bmc.ConfigFileReader;
import com.oracle.bmc.auth.AuthenticationDetailsProvider;
import com.oracle.bmc.auth.ConfigFileAuthenticationDetailsProvider;
import java.io.IOException;
import java.util.Map;

/** How people call Oracle Cloud: by a profile of the file that Oracle's own command line uses. */
public final class OciAccess {

  private static final String FILE = "OCI_CLI_CONFIG_FILE";
  private static final String PROFILE = "OCI_CLI_PROFILE";

  private OciAccess() {}

  /**
   * The credentials of {@code OCI_CLI_PROFILE} (by default {@code DEFAULT}) in {@code
   * OCI_CLI_CONFIG_FILE} (by default {@code ~/.oci/config}).
   *
   * @throws NoCredentials if there are none, or if they cannot be used
   * @see <a href="https://docs.oracle.com/en-us/iaas/Content/API/Concepts/sdkconfig.htm">the
   *     file</a>
   */
  public static AuthenticationDetailsProvider credentials(Map<String, String> environment)
      throws NoCredentials {
    String file = environment.getOrDefault(FILE, "~/.oci/config");
    String profile = environment.getOrDefault(PROFILE, "DEFAULT");
    try {
      return new ConfigFileAuthenticationDetailsProvider(ConfigFileReader.parse(file, profile));
    } catch (IOException | IllegalArgumentException | NullPointerException e) {
      throw new NoCredentials(
          "there are no credentials for Oracle Cloud: profile %s of %s: %s"
              .formatted(profile, file, e.getMessage()));
    }
  }
}
