package dev.handoff.events.yaml;

import dev.handoff.events.spec.Probe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code probes}. */
final class ProbeReader {

  private static final int MULTIPLIER = 1000;
  private static final Duration DAMPEN = Duration.ofSeconds(5);
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final Problems problems;

  ProbeReader(Problems problems) {
    this.problems = problems;
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
    if (fields.oneOf("type", List.of("ping")) == null) {
      return new Probe.Ping(entry.key(), List.of(), 0, Duration.ZERO, Duration.ZERO);
    }
    Probe probe =
        new Probe.Ping(
            entry.key(),
            fields.texts("hosts", Forms.HOST, "[192.168.0.1]"),
            fields.whole("multiplier", MULTIPLIER, 1, 1_000_000),
            fields.duration("dampen", DAMPEN, Duration.ZERO, Duration.ofHours(1)),
            fields.duration("interval", INTERVAL, Duration.ofMillis(100), Duration.ofHours(1)));
    fields.refuseUnknown();
    return probe;
  }
}
