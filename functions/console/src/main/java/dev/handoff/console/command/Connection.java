package dev.handoff.console.command;

import dev.handoff.console.deployment.AwsAccess;
import dev.handoff.console.deployment.AwsInstallation;
import dev.handoff.console.deployment.DeployedContact;
import dev.handoff.console.deployment.Deployment;
import dev.handoff.console.deployment.Deployments;
import dev.handoff.console.deployment.Installation;
import dev.handoff.console.deployment.NoCredentials;
import dev.handoff.console.deployment.NoDeployment;
import dev.handoff.console.deployment.OciAccess;
import dev.handoff.console.deployment.OciDeployment;
import dev.handoff.console.deployment.OciInstallation;
import dev.handoff.console.operator.OperatorVerb.BadInput;
import dev.handoff.console.remote.Contact;
import dev.handoff.console.remote.LabClient;
import dev.handoff.console.remote.LabFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import software.amazon.awssdk.regions.Region;

/** Which controller a command talks to: that of an installation, or that of a running lab. */
final class Connection {

  private static final String TOKEN = "HANDOFF_TOKEN";
  private static final String STACK = "HANDOFF_STACK";
  private static final String DEPLOYMENT = "HANDOFF_DEPLOYMENT";

  @Option(
      names = "--stack",
      paramLabel = "NAME",
      description = {"the installation of a CloudFormation stack;", "default: " + STACK})
  private @Nullable String stack;

  @Option(
      names = "--deployment",
      paramLabel = "FILE",
      description = {
        "the installation whose output 'Deployment' it is,",
        "or what 'terraform output -json' printed;",
        "default: " + DEPLOYMENT
      })
  private @Nullable Path deployment;

  @Option(
      names = "--cloud",
      paramLabel = "aws|oci",
      description = {
        "whose cloud that installation is on: another is",
        "refused. Where both variables are set, this says",
        "which counts: a stack is on AWS"
      })
  private @Nullable CloudName cloud;

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = {"where that stack is;", "default: AWS_REGION, or the profile's"})
  private @Nullable String region;

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description = "which cluster, if there is more than one")
  private @Nullable String cluster;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = {
        "the running lab to talk to; default, where no",
        "installation is named: the one started last.",
        "Its token comes from " + TOKEN + ",",
        "or from the lab's own file."
      })
  private @Nullable String endpoint;

  private final Map<String, String> environment;
  private @Nullable AwsAccess access;

  /** Makes a connection; {@code environment} holds variables as a process has them. */
  Connection(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  /** No controller can be addressed. The message says what would help. */
  static final class NoController extends Exception {
    NoController(String message) {
      super(message);
    }
  }

  /**
   * Finds the cluster that is meant.
   *
   * @throws BadInput if more than one controller is named, or if what names it cannot be used
   * @throws NoController if there is none, or if it cannot be found out
   */
  Contact open() throws NoController, BadInput {
    Site site = site();
    if (site == null) {
      return lab();
    }
    if (site instanceof Site.OnAws) {
      check();
    }
    return new DeployedContact(installation(site), cluster);
  }

  /** An installation that is named. */
  private sealed interface Site {
    record OnAws(Deployment deployment) implements Site {
      @Override
      public CloudName cloud() {
        return CloudName.aws;
      }

      @Override
      public String region() {
        return deployment.region();
      }
    }

    record OnOci(OciDeployment deployment) implements Site {
      @Override
      public CloudName cloud() {
        return CloudName.oci;
      }

      @Override
      public String region() {
        return deployment.region();
      }
    }

    CloudName cloud();

    String region();
  }

  private Installation installation(Site site) throws NoController {
    return switch (site) {
      case Site.OnAws(Deployment deployed) -> new AwsInstallation(deployed, access());
      case Site.OnOci(OciDeployment deployed) -> {
        try {
          yield new OciInstallation(deployed, OciAccess.credentials(environment), environment);
        } catch (NoCredentials e) {
          throw new NoController(e.getMessage() + "; 'oci setup config' makes them");
        }
      }
    };
  }

  /** Made only where it is needed: who talks to a lab need not wait for the SDK. */
  private AwsAccess access() {
    if (access == null) {
      access = AwsAccess.of(environment);
    }
    return access;
  }

  private void check() throws NoController {
    try {
      access().check();
    } catch (NoCredentials e) {
      throw new NoController(e.getMessage() + "; " + NoCredentials.MEND);
    }
  }

  /** The installation that is named, where only one will do. */
  Installation installation() throws NoController, BadInput {
    Site site = site();
    if (site == null) {
      throw new BadInput(
          "this looks at an installation, and none is named:"
              + " --stack NAME, --deployment FILE, %s, %s".formatted(STACK, DEPLOYMENT));
    }
    return installation(site);
  }

  /** The cluster that is named; null: none is. */
  @Nullable String cluster() {
    return cluster;
  }

  /** The installation that is named; null: none is, so a lab is meant. */
  private @Nullable Site site() throws NoController, BadInput {
    if (Stream.of(stack, deployment, endpoint).filter(given -> given != null).count() > 1) {
      throw new BadInput(
          "--stack, --deployment and --endpoint each name a controller; give one of them");
    }
    if (endpoint != null) {
      if (cloud != null) {
        throw new BadInput("--cloud is of an installation; --endpoint names a lab");
      }
      return null;
    }
    if (deployment != null) {
      return ofFile(deployment);
    }
    if (stack != null) {
      if (cloud == CloudName.oci) {
        throw new BadInput("a stack is on AWS, not on Oracle Cloud (--cloud); see --deployment");
      }
      return ofStack(stack);
    }
    return ofVariables();
  }

  private @Nullable Site ofVariables() throws NoController, BadInput {
    String stackVariable = environment.getOrDefault(STACK, "");
    String fileVariable = environment.getOrDefault(DEPLOYMENT, "");
    if (cloud == CloudName.oci) {
      stackVariable = "";
    } else if (cloud == CloudName.aws && !stackVariable.isEmpty()) {
      fileVariable = "";
    }
    if (!stackVariable.isEmpty() && !fileVariable.isEmpty()) {
      throw new BadInput(
          "both %s and %s are set; unset one, or say which with --stack, --deployment or --cloud"
              .formatted(STACK, DEPLOYMENT));
    }
    if (!stackVariable.isEmpty()) {
      refuseIfALabRuns(STACK, stackVariable, "--stack " + stackVariable);
      return ofStack(stackVariable);
    }
    if (!fileVariable.isEmpty()) {
      refuseIfALabRuns(DEPLOYMENT, fileVariable, "--deployment " + fileVariable);
      return ofFile(Path.of(fileVariable));
    }
    if (cloud != null) {
      throw new BadInput(
          "which installation on %s? Say %s"
              .formatted(
                  cloud.inWords(),
                  cloud == CloudName.oci
                      ? "--deployment FILE, or set " + DEPLOYMENT
                      : "--stack NAME or --deployment FILE, or set " + STACK));
    }
    return null;
  }

  /** Who plays in a lab and has a variable left over must not destroy what is in production. */
  private static void refuseIfALabRuns(String variable, String value, String option)
      throws NoController, BadInput {
    List<LabFile.Reach> running = running();
    if (!running.isEmpty()) {
      throw new BadInput(
          "%s=%s names an installation, and a lab of cluster %s is running; say which: %s, or %s"
              .formatted(
                  variable,
                  value,
                  running.getFirst().cluster(),
                  option,
                  "--endpoint " + running.getFirst().url()));
    }
  }

  private Site ofStack(String name) throws NoController, BadInput {
    Region where = region == null ? access().region().orElse(null) : Region.of(region);
    if (where == null) {
      throw new BadInput(
          "in which region is the stack '%s'? Say --region, or set AWS_REGION".formatted(name));
    }
    check();
    try {
      return new Site.OnAws(access().deployment(name, where));
    } catch (NoDeployment e) {
      throw new NoController(String.valueOf(e.getMessage()));
    }
  }

  private Site ofFile(Path file) throws BadInput {
    try {
      String json = Files.readString(file);
      Site site =
          Deployments.isOnOci(json)
              ? new Site.OnOci(Deployments.onOci(json))
              : new Site.OnAws(Deployment.parse(json));
      if (cloud != null && cloud != site.cloud()) {
        throw new BadInput(
            "%s: it is on %s, not on %s (--cloud)"
                .formatted(file, site.cloud().inWords(), cloud.inWords()));
      }
      if (region != null && !region.equals(site.region())) {
        throw new BadInput(
            "%s: it is in %s, not in %s (--region)".formatted(file, site.region(), region));
      }
      return site;
    } catch (IOException e) {
      throw new BadInput(file + ": it cannot be read: " + e);
    } catch (Deployment.Malformed e) {
      throw new BadInput(file + ": " + e.getMessage());
    }
  }

  private Contact lab() throws NoController, BadInput {
    String token = environment.get(TOKEN);
    if (endpoint != null && token != null) {
      return new LabClient(new LabFile.Reach("", 0, endpoint, token));
    }
    List<LabFile.Reach> running = running();
    if (endpoint != null) {
      return running.stream()
          .filter(lab -> lab.url().equals(endpoint))
          .findFirst()
          .map(LabClient::new)
          .orElseThrow(
              () -> new NoController("no lab runs at " + endpoint + "; else set " + TOKEN));
    }
    if (running.isEmpty()) {
      throw new NoController(
          "no installation is named (--stack NAME, --deployment FILE, %s, %s) and no lab is running"
                  .formatted(STACK, DEPLOYMENT)
              + "; 'handoff lab' in another terminal starts one");
    }
    return running.stream()
        .filter(lab -> cluster == null || lab.cluster().equals(cluster))
        .findFirst()
        .map(LabClient::new)
        .orElseThrow(() ->
            new BadInput(
                "no lab of cluster '%s' is running, but of %s"
                    .formatted(cluster, running.stream().map(LabFile.Reach::cluster).toList())));
  }

  private static List<LabFile.Reach> running() throws NoController {
    try {
      return LabFile.running(LabFile.directory());
    } catch (IOException e) {
      throw new NoController(
          "what labs are running cannot be read from " + LabFile.directory() + ": " + e);
    }
  }
}
