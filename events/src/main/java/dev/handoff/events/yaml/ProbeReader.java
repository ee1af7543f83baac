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

  /** So many packets in one round that none of them has time to come back are of no use. */
  static final int MOST_ATTEMPTS = 10;

  static final String MINUTES = "1, 5 or 15, as the kernel keeps them";

  private static final List<String> TYPES = List.of("ping", "tcp", "command", "disk", "load");
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
    String type = fields.oneOf("type", TYPES);
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
          case "disk" -> new Probe.Disk(entry.key(), path(fields), timing(fields));
          case "load" -> new Probe.Load(entry.key(), minutes(fields), timing(fields));
          default ->
              new Probe.Ping(
                  entry.key(),
                  fields.texts("hosts", Forms.HOST, "[192.168.0.1]"),
                  multiplier(fields),
                  timing(fields),
                  fields.optionalWhole("attempts", 1, MOST_ATTEMPTS));
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

  private static String path(Fields fields) {
    String path = fields.optionalText("path", Forms.PATH);
    return path == null ? "/" : path;
  }

  private int minutes(Fields fields) {
    List<Integer> averages = Probe.Load.AVERAGES;
    int minutes = fields.whole("minutes", averages.getFirst(), averages.getFirst(), 15);
    if (!averages.contains(minutes)) {
      problems.add(
          fields.placeOf("minutes"),
          "there is no load average of " + minutes + " minutes",
          MINUTES);
      return averages.getFirst();
    }
    return minutes;
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
