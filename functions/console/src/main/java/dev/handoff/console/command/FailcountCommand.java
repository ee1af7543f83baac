package dev.handoff.console.command;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.console.ExitCode;
import dev.handoff.console.command.Connection.NoController;
import dev.handoff.console.operator.OperatorVerb.BadInput;
import dev.handoff.console.remote.Contact;
import dev.handoff.console.remote.Failure;
import dev.handoff.console.status.ClusterView;
import dev.handoff.console.status.ClusterView.GroupView;
import dev.handoff.console.status.ClusterView.NodeView;
import dev.handoff.console.status.ClusterView.ServiceView;
import dev.handoff.console.status.FailcountText;
import dev.handoff.console.story.Moments;
import dev.handoff.events.json.Json;
import dev.handoff.events.yaml.Suggestion;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows how often services have failed. */
@Command(
    name = "failcount",
    description = {
      "Show how often services failed on each node, and when that is forgiven.",
      "'handoff cleanup GROUP|RESOURCE [NODE]' sets the counts back to zero."
    })
final class FailcountCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "GROUP|RESOURCE",
      description = "only of this group or resource")
  private @Nullable String target;

  @Parameters(index = "1", arity = "0..1", paramLabel = "NODE", description = "only on this node")
  private @Nullable String node;

  @Option(names = "--json", description = "as one JSON object a line")
  private boolean json;

  @Mixin private final Connection connection;

  @Spec private CommandSpec command = CommandSpec.create();

  FailcountCommand(Connection connection) {
    this.connection = connection;
  }

  @Override
  public Integer call() throws NoController, Failure, BadInput {
    ClusterView view;
    try (Contact controller = connection.open()) {
      view = controller.status();
    }
    check(view);
    List<ServiceView> services =
        view.groups().stream()
            .flatMap(group -> group.services().stream().filter(service -> isWanted(group, service)))
            .toList();
    PrintWriter out = command.commandLine().getOut();
    if (json) {
      services.forEach(service -> out.println(line(view, service)));
    } else {
      FailcountText.lines(services).forEach(out::println);
    }
    return ExitCode.DONE;
  }

  private void check(ClusterView view) throws BadInput {
    List<String> targets =
        view.groups().stream()
            .flatMap(group ->
                Stream.concat(
                    Stream.of(group.name()), group.services().stream().map(ServiceView::name)))
            .distinct()
            .toList();
    List<String> nodes = view.nodes().stream().map(NodeView::name).toList();
    if (target != null && !targets.contains(target)) {
      throw new BadInput(
          "there is no group or service '" + target + "': " + Suggestion.instead(target, targets));
    }
    if (node != null && !nodes.contains(node)) {
      throw new BadInput("there is no node '" + node + "': " + Suggestion.instead(node, nodes));
    }
  }

  private boolean isWanted(GroupView group, ServiceView service) {
    return (target == null || target.equals(group.name()) || target.equals(service.name()))
        && (node == null || node.equals(service.node()));
  }

  private static JsonObject line(ClusterView view, ServiceView service) {
    JsonObject line = new JsonObject();
    line.addProperty("at", Moments.iso(view.at()));
    line.addProperty("event", "fail-count");
    JsonParser.parseString(Json.write(service))
        .getAsJsonObject()
        .entrySet()
        .forEach(member -> line.add(member.getKey(), member.getValue()));
    return line;
  }
}
