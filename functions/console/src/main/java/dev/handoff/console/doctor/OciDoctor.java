package dev.handoff.console.doctor;

import dev.handoff.console.deployment.OciDeployment;
import dev.handoff.console.deployment.OciInstallation;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.oci.network.Finding;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks an installation on Oracle Cloud over: the caller, the bucket, the function and what it is
 * permitted, the network of each cluster, its topic, and the beats of every node.
 */
public final class OciDoctor {

  private final OciInstallation installation;
  private final @Nullable String cluster;
  private final @Nullable String version;
  private final Consumer<Check> told;

  /**
   * Makes a doctor.
   *
   * @param cluster the only one to look at; null: all
   * @param version of this command line; null if it was not packaged
   * @param told hears of each check as it is made
   */
  public OciDoctor(
      OciInstallation installation,
      @Nullable String cluster,
      @Nullable String version,
      Consumer<Check> told) {
    this.installation = installation;
    this.cluster = cluster;
    this.version = version;
    this.told = told;
  }

  /** Makes every check. */
  public void run() {
    OciDeployment deployment = installation.deployment();
    told.accept(Check.ok("credentials", "you are " + installation.caller()));
    ClusterChecks clusters = new ClusterChecks(installation, version, told);
    List<ClusterSpec> specs = clusters.read(cluster, "viewer, as in infra/policies/oci");
    new CheckupChecks(
            "Oracle Cloud",
            version,
            "of application " + deployment.name(),
            "compare the function's policy with infra/policies/oci")
        .of(installation.invoke(CheckupChecks.EVENT))
        .forEach(told);
    for (ClusterSpec spec : specs) {
      network(spec);
      topic(spec, deployment);
    }
    // Object Storage does not tell the time in a way that whoever may look could ask for.
    clusters.beats(() -> null);
  }

  private void network(ClusterSpec spec) {
    List<Finding> findings = installation.inspection().of(spec);
    if (findings.isEmpty()) {
      told.accept(Check.ok("network", spec.cluster() + ": its addresses can be led to every node"));
    }
    for (Finding finding : findings) {
      String what = spec.cluster() + ": " + finding.what();
      told.accept(
          switch (finding.weight()) {
            case FAIL -> Check.fail("network", what, finding.remedy());
            case WARN -> Check.warn("network", what, finding.remedy());
          });
    }
  }

  private void topic(ClusterSpec spec, OciDeployment deployment) {
    String topic = spec.topic();
    String own = deployment.topic();
    if (topic == null) {
      told.accept(
          Check.warn(
              "topic",
              spec.cluster() + ": nobody is told of a failover",
              "alerts: {topic: %s} in its spec".formatted(own.isEmpty() ? "OCID" : own)));
    } else if (topic.equals(own)) {
      told.accept(Check.ok("topic", spec.cluster() + ": its alerts go to " + topic));
    } else {
      told.accept(
          Check.warn(
              "topic",
              spec.cluster() + ": its alerts go to " + topic + ", which is not the installation's",
              "may the function publish there?"
                  + (own.isEmpty() ? "" : " Else alerts: {topic: %s}".formatted(own))));
    }
  }
}
