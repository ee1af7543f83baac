package dev.handoff.console.doctor;

import dev.handoff.console.deployment.AwsAccess;
import dev.handoff.console.deployment.Deployment;
import dev.handoff.console.deployment.AwsInstallation;
import dev.handoff.console.deployment.NoCredentials;
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.spec.ClusterSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;

/** Looks an installation over, from the caller's credentials to the beats of every node. */
public final class Doctor {

  /** Between the two readings of a cluster whose beats are rarer than that. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

  /** A beat that is due may take so long to arrive. */
  private static final Duration GRACE = Duration.ofSeconds(1);

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

  /** A record as it was read. */
  private record Patient(ClusterRecord record, long version, Map<String, NodeReading> nodes) {

    ClusterSpec spec() {
      return record.spec();
    }

    /** When the record was written: its version is the time in microseconds. */
    Instant committed() {
      return Instant.EPOCH.plus(version, ChronoUnit.MICROS);
    }
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
    Map<String, Patient> patients = patients();
    long readAt = installation.time().nanos();
    new FunctionChecks(deployment, installation.function(), version).run().forEach(told);
    List<ClusterSpec> specs = patients.values().stream().map(Patient::spec).toList();
    for (ClusterSpec spec : specs) {
      NetworkChecks.of(spec, Network.read(installation.ec2(), spec), deployment.tables())
          .forEach(told);
    }
    try (SnsClient sns = installation.sns()) {
      new TopicChecks(sns, deployment.topic()).run(specs).forEach(told);
    }
    patients.values().forEach(patient -> beats(patient, readAt, clock));
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

  private Map<String, Patient> patients() {
    Map<String, Patient> patients = new LinkedHashMap<>();
    List<String> names;
    try {
      names =
          cluster == null
              ? installation.store().clusters().stream().sorted().toList()
              : List.of(cluster);
    } catch (CloudUnavailable e) {
      told.accept(
          Check.fail(
              "clusters",
              String.valueOf(e.getMessage()),
              "who may look has the policy " + installation.deployment().tables() + "-viewer"));
      return patients;
    }
    if (names.isEmpty()) {
      told.accept(Check.warn("clusters", "there is no cluster yet", "handoff apply FILE"));
    }
    for (String name : names) {
      switch (installation.store().read(name)) {
        case Reading.Found found -> {
          var nodes = installation.channel().read(found.record().spec());
          patients.put(name, new Patient(found.record(), found.version(), nodes));
        }
        case Reading.Absent _ ->
            told.accept(
                Check.fail("clusters", "there is no cluster " + name, "handoff apply FILE"));
        case Reading.Unreadable(String detail) ->
            told.accept(
                Check.fail("clusters", detail, "restore its record from a backup, or apply anew"));
      }
    }
    return patients;
  }

  private void beats(Patient patient, long readAt, ServerClock clock) {
    Duration enough = patient.spec().beat().interval().plus(GRACE);
    Duration wait = enough.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : enough;
    Duration left = wait.minusNanos(installation.time().nanos() - readAt);
    if (left.isPositive()) {
      installation.time().pause(left);
    }
    Map<String, NodeReading> again = installation.channel().read(patient.spec());
    Duration between = Duration.ofNanos(installation.time().nanos() - readAt);
    BeatChecks.of(
            patient.spec(),
            new BeatChecks.Readings(
                patient.nodes(), again, between, clock.now(), patient.committed()))
        .forEach(told);
  }
}
