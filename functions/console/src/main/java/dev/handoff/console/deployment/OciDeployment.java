package dev.handoff.console.deployment;

import com.google.gson.JsonObject;
import dev.handoff.console.deployment.Deployment.Malformed;
import dev.handoff.oci.OciSettings;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/**
 * Where an installation on Oracle Cloud is: what Terraform gives as its output {@code deployment}.
 *
 * @param name of the installation, which is that of its bucket
 * @param compartment OCID of what holds it all
 * @param namespace the tenancy's name in Object Storage
 * @param function the function's OCID
 * @param functionEndpoint where it is invoked
 * @param topic OCID of the alerts' topic; empty if there is none
 */
public record OciDeployment(
    String region,
    String compartment,
    String namespace,
    String name,
    String function,
    String functionEndpoint,
    String topic) {

  private static final String WANTED =
      "a deployment on Oracle Cloud is a JSON object with cloud, region, compartment, namespace,"
          + " bucket, function, functionEndpoint and topic, as the output 'deployment' has it; or"
          + " what 'terraform output -json' prints";

  static OciDeployment of(JsonObject object) throws Malformed {
    OciDeployment deployment =
        new OciDeployment(
            Deployment.text(object, "region", WANTED),
            Deployment.text(object, "compartment", WANTED),
            Deployment.text(object, "namespace", WANTED),
            Deployment.text(object, "bucket", WANTED),
            Deployment.text(object, "function", WANTED),
            Deployment.text(object, "functionEndpoint", WANTED),
            object.has("topic") ? Deployment.text(object, "topic", WANTED) : "");
    if (!deployment.function.startsWith("ocid1.fnfunc.")) {
      throw new Malformed(
          "'function' is '" + deployment.function + "'; it must be the function's OCID");
    }
    if (!isUrl(deployment.functionEndpoint)) {
      throw new Malformed(
          "'functionEndpoint' is '%s'; it must be an https:// URL"
              .formatted(deployment.functionEndpoint));
    }
    return deployment;
  }

  /** A local server may do without TLS. */
  private static boolean isUrl(String text) {
    try {
      URI url = new URI(text);
      return url.getHost() != null && String.valueOf(url.getScheme()).matches("https?");
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /**
   * What the function's own adapters need.
   *
   * @param environment of this process: {@code HANDOFF_OCI_ENDPOINT} leads to a server other than
   *     Oracle's
   */
  OciSettings settings(Map<String, String> environment) {
    String endpoint = environment.getOrDefault("HANDOFF_OCI_ENDPOINT", "");
    URI url = endpoint.isEmpty() ? null : URI.create(endpoint);
    return new OciSettings(name, compartment, region, namespace, url, url);
  }
}
