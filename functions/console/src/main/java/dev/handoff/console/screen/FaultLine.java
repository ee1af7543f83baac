package dev.handoff.console.screen;

import dev.handoff.console.scenario.Step;
import dev.handoff.console.scenario.Step.From;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Service;
import dev.handoff.events.yaml.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what a person wants to break or mend, such as {@code kill httpd} or {@code kill node-a}.
 */
final class FaultLine {

  /** The verbs, in the order in which help explains them. */
  static final List<String> VERBS =
      List.of(
          "kill",
          "shutdown",
          "start",
          "hang",
          "resume",
          "fail",
          "mend",
          "freeze",
          "thaw",
          "cut",
          "join");

  private static final int WRONG_STATUS = 503;

  private final ClusterSpec spec;
  private final Function<String, Optional<String>> owner;

  /**
   * Reads lines about one cluster.
   *
   * @param owner the node that a group is on now
   */
  FaultLine(ClusterSpec spec, Function<String, Optional<String>> owner) {
    this.spec = spec;
    this.owner = owner;
  }

  /** The line names nothing that could be done. The message says what would be. */
  static final class NotUnderstood extends Exception {
    NotUnderstood(String message) {
      super(message);
    }
  }

  /**
   * The deed.
   *
   * @param words the first is one of {@link #VERBS}
   */
  Step.Deed read(List<String> words) throws NotUnderstood {
    String verb = words.getFirst();
    if (words.size() < 2) {
      throw new NotUnderstood(verb + " what? " + targets(verb));
    }
    String target = words.get(1);
    boolean isNode = spec.node(target).isPresent();
    return switch (verb) {
      case "kill" ->
          isNode ? new Step.StopNode(target) : new Step.Kill(node(words), service(target));
      case "shutdown" -> new Step.ShutDownNode(nodeOnly(verb, target));
      case "start" -> new Step.StartNode(nodeOnly(verb, target));
      case "freeze" -> new Step.FreezeNode(nodeOnly(verb, target));
      case "thaw" -> new Step.ThawNode(nodeOnly(verb, target));
      case "cut" -> new Step.Cut(nodeOnly(verb, target), from(words));
      case "join" -> new Step.Join(nodeOnly(verb, target), from(words));
      case "hang" -> new Step.Hang(node(words), service(target));
      case "resume" -> new Step.Resume(node(words), service(target));
      case "fail" -> new Step.Fail(node(words), service(target), WRONG_STATUS);
      case "mend" -> new Step.Mend(node(words), service(target));
      default -> throw new NotUnderstood(verb + " is not known");
    };
  }

  private String nodeOnly(String verb, String target) throws NotUnderstood {
    if (spec.node(target).isEmpty()) {
      throw new NotUnderstood("no node is called " + target + "; " + targets(verb));
    }
    return target;
  }

  private String service(String name) throws NotUnderstood {
    boolean known = services().contains(name);
    if (!known) {
      List<String> all = new ArrayList<>(services());
      all.addAll(nodes());
      throw new NotUnderstood(
          "nothing here is called " + name + "; " + Suggestion.instead(name, all));
    }
    return name;
  }

  /** The node that the line names, or else the one where the service's group is. */
  private String node(List<String> words) throws NotUnderstood {
    String target = words.get(1);
    if (words.size() > 2) {
      return nodeOnly(words.getFirst(), words.get(2));
    }
    String group = spec.groupOf(service(target)).map(GroupSpec::name).orElse(target);
    return owner
        .apply(group)
        .orElseThrow(
            () -> new NotUnderstood(target + " runs nowhere; name the node: " + words(nodes())));
  }

  private static From from(List<String> words) throws NotUnderstood {
    String word = words.size() > 2 ? words.getLast() : "store";
    return switch (word) {
      case "store" -> From.STORE;
      case "peers" -> From.PEERS;
      case "gateway" -> From.GATEWAY;
      case "clients" -> From.CLIENTS;
      default ->
          throw new NotUnderstood(
              "from " + word + "? a node can be cut from store, peers, gateway, clients");
    };
  }

  private String targets(String verb) {
    return switch (verb) {
      case "kill" -> "a service (" + words(services()) + ") or a node (" + words(nodes()) + ")";
      case "hang", "resume", "fail", "mend" -> "a service: " + words(services());
      default -> "a node: " + words(nodes());
    };
  }

  List<String> nodes() {
    return spec.nodes().stream().map(node -> node.name()).toList();
  }

  List<String> services() {
    return spec.groups().stream()
        .flatMap(group -> group.services().stream())
        .map(Service::name)
        .toList();
  }

  private static String words(List<String> names) {
    return String.join(", ", names);
  }
}
