package dev.handoff.beacon;

import dev.handoff.events.Plan;
import dev.handoff.events.spec.BeatSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Isolation;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Probe;
import dev.handoff.events.spec.Resource;
import dev.handoff.events.spec.ResourceOptions;
import dev.handoff.events.spec.Score;
import dev.handoff.events.spec.Service;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Plans for node {@code a} of cluster {@code web}. */
public final class Plans {

  public static final BeatSpec BEAT = new BeatSpec(Duration.ofSeconds(1), Duration.ofSeconds(4));

  private Plans() {}

  public static Plan of(String version, Resource... resources) {
    return of(version, 3, resources);
  }

  public static Plan of(String version, int threshold, Resource... resources) {
    return of(version, BEAT, Isolation.IGNORE, List.of(group("front", threshold, resources)));
  }

  public static Plan of(
      String version, BeatSpec beat, Isolation isolation, List<GroupSpec> groups) {
    return new Plan(version, "web", "a", beat, isolation, groups, List.of(), List.of());
  }

  /** Pings, and runs nothing. */
  public static Plan probing(Probe.Timing timing, String... names) {
    List<Probe> probes =
        Arrays.stream(names)
            .<Probe>map(name -> new Probe.Ping(name, List.of("gateway"), 1000, timing))
            .toList();
    return new Plan("1", "web", "a", BEAT, Isolation.IGNORE, List.of(), probes, List.of());
  }

  public static GroupSpec group(String name, int threshold, Resource... resources) {
    Meta meta = new Meta(0, Score.ZERO, Score.of(threshold), Duration.ZERO);
    return new GroupSpec(name, List.of(resources), meta, GroupSpec.TargetRole.STARTED, true, false);
  }

  public static Service process(String name, List<String> command, Monitor... monitors) {
    return service(name, new Kind.Supervised(command, Map.of(), null), monitors);
  }

  public static Service service(String name, Kind kind, Monitor... monitors) {
    return new Service(
        name,
        kind,
        List.of(monitors),
        Duration.ofSeconds(10),
        Duration.ofSeconds(3),
        Service.Runs.ACTIVE,
        null);
  }

  public static Service everywhere(Service s) {
    return new Service(
        s.name(),
        s.kind(),
        s.monitors(),
        s.startTimeout(),
        s.stopTimeout(),
        Service.Runs.EVERYWHERE,
        s.port());
  }

  public static Monitor monitor(Monitor.Check check) {
    return new Monitor(
        check, Duration.ofSeconds(1), Duration.ofMillis(800), Monitor.OnFail.RESTART);
  }

  public static Monitor http() {
    return http(Monitor.OnFail.RESTART);
  }

  public static Monitor http(Monitor.OnFail onFail) {
    return new Monitor(
        new Monitor.Check.Http("http://127.0.0.1/"),
        Duration.ofSeconds(5),
        Duration.ofSeconds(2),
        onFail);
  }

  /** A plan of one group, in which one resource has options of its own. */
  public static Plan of(
      String version, String resource, UnaryOperator<ResourceOptions> own, Resource... resources) {
    GroupSpec group = with(group("front", 3, resources), resource, own);
    return of(version, BEAT, Isolation.IGNORE, List.of(group));
  }

  /** The group, in which one resource has options of its own. */
  public static GroupSpec with(
      GroupSpec group, String resource, UnaryOperator<ResourceOptions> own) {
    return new GroupSpec(
        group.name(),
        group.resources(),
        group.meta(),
        group.targetRole(),
        group.managed(),
        group.overlap(),
        Map.of(resource, own.apply(group.options(resource))));
  }

  /** A migration-threshold of a resource's own. */
  public static UnaryOperator<ResourceOptions> threshold(int threshold) {
    return o -> o.with(new Meta(0, Score.ZERO, Score.of(threshold), o.meta().failureTimeout()));
  }

  /** The resource is only watched. */
  public static ResourceOptions watched(ResourceOptions o) {
    return new ResourceOptions(o.meta(), o.targetRole(), false, o.critical());
  }
}
