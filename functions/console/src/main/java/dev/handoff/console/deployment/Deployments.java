package dev.handoff.console.deployment;

import com.google.gson.JsonElement;
import dev.handoff.console.deployment.Deployment.Malformed;

/** Tells the outputs of installations apart: that on Oracle Cloud says {@code "cloud": "oci"}. */
public final class Deployments {

  private Deployments() {}

  /**
   * Whether it is of an installation on Oracle Cloud.
   *
   * @throws Malformed if it is no JSON object
   */
  public static boolean isOnOci(String json) throws Malformed {
    JsonElement cloud = Deployment.outputOf(json).get("cloud");
    return cloud != null && cloud.isJsonPrimitive() && cloud.getAsString().equals("oci");
  }

  /**
   * Reads that of an installation on Oracle Cloud.
   *
   * @throws Malformed if a member is missing or makes no sense
   */
  public static OciDeployment onOci(String json) throws Malformed {
    return OciDeployment.of(Deployment.outputOf(json));
  }
}
