package dev.handoff.installation.terraform;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.aws.local.LambdaRuntimeApi.Answer;
import dev.handoff.aws.local.LocalFunction;
import dev.handoff.aws.local.PlayedNode;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.json.Json;
import dev.handoff.events.spec.ClusterSpec;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/**
 * The function of an installation, run as Lambda would, with the two nodes of a cluster. Its tables
 * are those of DynamoDB Local: {@code moto_server} takes records of a stream away from whoever
 * reads it once a function is subscribed to it, and lets two writers win one compare-and-swap.
 */
final class Installed implements AutoCloseable {

  private final LocalFunction function;
  private final ClusterSpec spec;
  final PlayedNode first;
  final PlayedNode second;

  Installed(URI server, String name, ClusterSpec spec) throws IOException {
    this.function = LocalFunction.start(server, name);
    this.spec = spec;
    this.first = function.node(spec, spec.nodes().getFirst().name());
    this.second = function.node(spec, spec.nodes().getLast().name());
  }

  /** An operator stores the spec. */
  String apply() {
    JsonObject operation = new JsonObject();
    operation.addProperty("cluster", spec.cluster());
    operation.addProperty("by", "somebody");
    operation.add(
        "command",
        JsonParser.parseString(Json.write(new OperatorCommand.Apply(spec), OperatorCommand.class)));
    JsonObject event = new JsonObject();
    event.add("operator", operation);
    return answer(event.toString());
  }

  /** Delivers urgent beats until none is left, and lets the nodes obey. */
  void pump() {
    Optional<String> event = function.pump().poll();
    while (event.isPresent()) {
      answer(event.get());
      first.obey();
      second.obey();
      event = function.pump().poll();
    }
  }

  private String answer(String event) {
    Answer answer = function.invoke(event);
    if (answer.failed()) {
      throw new IllegalStateException(answer.body() + "\n" + function.output());
    }
    return answer.body();
  }

  String output() {
    return function.output();
  }

  @Override
  public void close() throws IOException {
    function.close();
  }
}
