package dev.handoff.console.doctor;

import dev.handoff.console.deployment.Installation;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads every cluster, and its beats twice. */
final class ClusterChecks {

  /** Between the two readings of a cluster whose beats are rarer than that. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(15);

  /** A beat that is due may take so long to arrive. */
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final Installation installation;
  private final @Nullable String version;
  private final Consumer<Check> told;
  private final Map<String, Patient> patients = new LinkedHashMap<>();
  private long readAt;

  /**
   * Prepares them.
   *
   * @param version of this command line; null if it was not packaged
   */
  ClusterChecks(Installation installation, @Nullable String version, Consumer<Check> told) {
    this.installation = installation;
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

  /**
   * Reads the clusters for the first time.
   *
   * @param cluster the only one to look at; null: all
   * @param viewer what whoever may look has
   */
  List<ClusterSpec> read(@Nullable String cluster, String viewer) {
    for (String name : names(cluster, viewer)) {
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
    readAt = installation.time().nanos();
    return patients.values().stream().map(Patient::spec).toList();
  }

  private List<String> names(@Nullable String cluster, String viewer) {
    List<String> names;
    try {
      names =
          cluster == null
              ? installation.store().clusters().stream().sorted().toList()
              : List.of(cluster);
    } catch (CloudUnavailable e) {
      told.accept(
          Check.fail(
              "clusters", String.valueOf(e.getMessage()), "who may look has the policy " + viewer));
      return List.of();
    }
    if (names.isEmpty()) {
      told.accept(Check.warn("clusters", "there is no cluster yet", "handoff apply FILE"));
    }
    return names;
  }

  /**
   * Reads the beats again, once each node must have sent one, and judges them.
   *
   * @param clock the server's time; null from it: it does not tell
   */
  void beats(Supplier<@Nullable Instant> clock) {
    patients.values().forEach(patient -> beats(patient, clock));
  }

  private void beats(Patient patient, Supplier<@Nullable Instant> clock) {
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
            version,
            new BeatChecks.Readings(
                patient.nodes(), again, between, clock.get(), patient.committed()))
        .forEach(told);
  }
}
