package dev.handoff.console.doctor;

import dev.handoff.console.deployment.AwsAccess;
import dev.handoff.console.deployment.AwsInstallation;
import dev.handoff.console.deployment.Deployment;
import dev.handoff.console.deployment.NoCredentials;
import dev.handoff.events.spec.ClusterSpec;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/** Looks an installation over, from the caller's credentials to the beats of every node. */
public final class Doctor {

  private final AwsInstallation installation;
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
  public Doctor(
      AwsInstallation installation,
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
    if (!identity()) {
      return;
    }
    Deployment deployment = installation.deployment();
    ServerClock clock = ServerClock.ask(installation.dynamoDb(), installation.tables());
    told.accept(clock.check());
    new TableChecks(installation.dynamoDb(), installation.tables()).run().forEach(told);
    ClusterChecks clusters = new ClusterChecks(installation, version, told);
    List<ClusterSpec> specs = clusters.read(cluster, deployment.tables() + "-viewer");
    new FunctionChecks(deployment, installation.function(), version).run().forEach(told);
    for (ClusterSpec spec : specs) {
      NetworkChecks.of(spec, Network.read(installation.ec2(), spec), deployment.tables())
          .forEach(told);
    }
    try (SnsClient sns = installation.sns()) {
      new TopicChecks(sns, deployment.topic()).run(specs).forEach(told);
    }
    clusters.beats(clock::now);
  }

  /** Who calls; false: nobody, and then nothing else can be said. */
  private boolean identity() {
    AwsAccess access = installation.access();
    try {
      access.check();
    } catch (NoCredentials e) {
      told.accept(Check.fail("credentials", String.valueOf(e.getMessage()), NoCredentials.MEND));
      return false;
    }
    try {
      String caller = access.caller(installation.region());
      String account = installation.deployment().account();
      told.accept(
          caller.contains(":" + account + ":")
              ? Check.ok("credentials", "you are " + caller)
              : Check.warn(
                  "credentials",
                  "you are %s, and the installation is in account %s".formatted(caller, account),
                  "unless you mean to cross accounts, choose another profile (AWS_PROFILE)"));
    } catch (SdkException e) {
      told.accept(
          Check.fail(
              "credentials",
              "AWS does not say who you are: " + e.getMessage(),
              NoCredentials.MEND));
    }
    return true;
  }
}
