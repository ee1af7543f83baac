package dev.handoff.console.cib;

import dev.handoff.controller.placement.Candidate;
import dev.handoff.controller.placement.Member.FailCount;
import dev.handoff.events.spec.Score;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fail-counts, which Pacemaker keeps as node attributes for each operation: {@code
 * fail-count-httpd#monitor_10000}. A resource's count is their sum.
 */
final class FailCounts {

  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?.*");

  private final Nodes nodes;
  private final String suffix;

  FailCounts(Cib cib, Nodes nodes) {
    this.nodes = nodes;
    this.suffix = isPerResource(cib.root().get("crm_feature_set", "")) ? "" : "#.+_[0-9]+";
  }

  /** Before feature set 3.0.13 there was one count for each resource. */
  private static boolean isPerResource(String featureSet) {
    var matcher = VERSION.matcher(featureSet);
    if (!matcher.matches()) {
      return true;
    }
    int[] parts = new int[3];
    for (int i = 0; i < 3; i++) {
      @Nullable String part = matcher.group(i + 1);
      parts[i] = part == null || part.length() > 6 ? 0 : Integer.parseInt(part);
    }
    return parts[0] < 3 || (parts[0] == 3 && parts[1] == 0 && parts[2] < 13);
  }

  List<FailCount> of(String resource) throws InvalidCib {
    Pattern count = Pattern.compile("fail-count-" + Pattern.quote(resource) + suffix);
    Pattern moment = Pattern.compile("last-failure-" + Pattern.quote(resource) + suffix);
    List<FailCount> counts = new ArrayList<>();
    for (Candidate node : nodes.candidates()) {
      Score sum = Score.ZERO;
      long last = 0;
      for (Map.Entry<String, String> attribute : node.attributes().entrySet()) {
        String name = attribute.getKey();
        if (count.matcher(name).matches()) {
          sum = sum.plus(Values.score(name, attribute.getValue()));
        } else if (moment.matcher(name).matches()) {
          last = Math.max(last, Values.integer(name, attribute.getValue(), 0));
        }
      }
      if (sum.value() > 0) {
        Instant when = last > 0 ? Instant.ofEpochSecond(last) : null;
        counts.add(new FailCount(node.name(), sum.value(), when));
      }
    }
    return counts;
  }

  @Nullable FailCount on(List<FailCount> counts, String node) {
    return counts.stream().filter(c -> c.node().equals(node)).findFirst().orElse(null);
  }
}
