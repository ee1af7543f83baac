package dev.handoff.events.yaml;

import dev.handoff.events.spec.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code probes}. */
final class ProbeReader {

  private static final int MULTIPLIER = 1000;
  private static final int HIGHEST_MULTIPLIER = 1_000_000;
  private static final Duration DAMPEN = Duration.ofSeconds(5);
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  /** What a probe that gives no timeout has, unless its interval is shorter. */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  static final Duration SHORTEST = Duration.ofMillis(100);
  static final Duration LONGEST = Duration.ofHours(1);

  private final Problems problems;
  private final Networks networks;

  ProbeReader(Problems problems) {
    this.problems = problems;
    this.networks = new Networks(problems);
  }

  List<Probe> read(Fields top) {
    List<Probe> probes = new ArrayList<>();
    Node all = top.optional("probes");
    if (all != null) {
      Fields fields = Fields.of(all, "probes", problems);
      for (Fields.Entry entry : fields.entries()) {
        fields.checkName(entry, "the name of a probe", Forms.ATTRIBUTE);
        probes.add(probe(entry));
      }
    }
    return probes;
  }

  private Probe probe(Fields.Entry entry) {
    String what = "probe " + Problems.quoted(entry.key());
    Fields fields = Fields.of(entry.value(), what, problems);
    String type = fields.oneOf("type", List.of("ping", "tcp", "command"));
    if (type == null) {
      Probe.Timing none = new Probe.Timing(Duration.ZERO, Duration.ZERO, Duration.ZERO);
      return new Probe.Ping(entry.key(), List.of(), 0, none);
    }
    Probe probe =
        switch (type) {
          case "tcp" ->
              new Probe.Tcp(entry.key(), endpoints(fields), multiplier(fields), timing(fields));
          case "command" ->
              new Probe.Command(entry.key(), fields.command("command"), timing(fields));
          default ->
              new Probe.Ping(
                  entry.key(),
                  fields.texts("hosts", Forms.HOST, "[192.168.0.1]"),
                  multiplier(fields),
                  timing(fields));
        };
    fields.refuseUnknown();
    return probe;
  }

  private List<Probe.Endpoint> endpoints(Fields fields) {
    return fields.texts("endpoints", Forms.ANY, "[\"10.0.0.2:53\"]").stream()
        .filter(text -> !text.isEmpty())
        .map(text -> networks.endpoint(fields.placeOf("endpoints"), text))
        .map(endpoint -> new Probe.Endpoint(endpoint.host(), endpoint.port()))
        .toList();
  }

  private static int multiplier(Fields fields) {
    return fields.whole("multiplier", MULTIPLIER, 1, HIGHEST_MULTIPLIER);
  }

  private static Probe.Timing timing(Fields fields) {
    Duration interval = fields.duration("interval", INTERVAL, SHORTEST, LONGEST);
    Duration most = interval.compareTo(TIMEOUT) < 0 ? interval : TIMEOUT;
    return new Probe.Timing(
        interval,
        fields.duration("timeout", most, SHORTEST, LONGEST),
        fields.duration("dampen", DAMPEN, Duration.ZERO, LONGEST));
  }
}
