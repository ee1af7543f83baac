package dev.handoff.console.cib;

import dev.handoff.controller.placement.Candidate;
import dev.handoff.controller.placement.Wish;
import dev.handoff.events.spec.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Node health: attributes {@code #health-…} become a location score for every resource. */
final class Health {

  private final Cib cib;
  private final Nodes nodes;
  private final Resources resources;

  Health(Cib cib, Nodes nodes, Resources resources) {
    this.cib = cib;
    this.nodes = nodes;
    this.resources = resources;
  }

  List<Wish> wishes() throws InvalidCib {
    String strategy = cib.options().get("node-health-strategy", "none").toLowerCase(Locale.ROOT);
    Score red = score("node-health-red", Score.MINUS_INFINITY);
    Score yellow = score("node-health-yellow", Score.ZERO);
    Score green = score("node-health-green", Score.ZERO);
    Score base = Score.ZERO;
    switch (strategy) {
      case "none" -> {
        return List.of();
      }
      case "migrate-on-red" -> {
        red = Score.MINUS_INFINITY;
        yellow = Score.ZERO;
        green = Score.ZERO;
      }
      case "only-green" -> {
        red = Score.MINUS_INFINITY;
        yellow = Score.MINUS_INFINITY;
        green = Score.ZERO;
      }
      case "progressive" -> base = score("node-health-base", Score.ZERO);
      case "custom" -> {}
      default -> throw new InvalidCib("unknown node-health-strategy '%s'".formatted(strategy));
    }
    Map<String, Score> colors = Map.of("red", red, "yellow", yellow, "green", green);
    List<Wish> wishes = new ArrayList<>();
    for (Candidate node : nodes.candidates()) {
      Score health = health(node, base, colors);
      for (Resources.Root root : resources.roots()) {
        if (health.value() != 0 && !(health.value() < 0 && resources.runsOnUnhealthy(root.id()))) {
          wishes.add(new Wish.OnNode(strategy, root.id(), node.name(), health));
        }
      }
    }
    return wishes;
  }

  private Score score(String option, Score otherwise) throws InvalidCib {
    String value = cib.options().get(option);
    return value == null ? otherwise : Values.score(option, value);
  }

  private static Score health(Candidate node, Score base, Map<String, Score> colors)
      throws InvalidCib {
    Score sum = base;
    for (Map.Entry<String, String> attribute : node.attributes().entrySet()) {
      if (attribute.getKey().startsWith("#health")) {
        Score color = colors.get(attribute.getValue().toLowerCase(Locale.ROOT));
        Score value =
            color == null ? Values.score(attribute.getKey(), attribute.getValue()) : color;
        sum = sum.plus(value);
      }
    }
    return sum;
  }
}
