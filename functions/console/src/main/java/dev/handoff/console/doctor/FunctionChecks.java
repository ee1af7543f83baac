package dev.handoff.console.doctor;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.handoff.console.deployment.Deployment;
import dev.handoff.console.deployment.OperatorFunction;
import dev.handoff.console.deployment.OperatorFunction.Unknown;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Is the function there, does its stream reach it, and what is it permitted? */
final class FunctionChecks {

  private static final String AREA = "function";
  private static final String LOG_GROUP = "/aws/lambda/";
  private static final String SOURCES = "stream";

  /** It must outlast a whole beat timeout between two looks. */
  private static final int TIMEOUT_SECONDS = 150;

  private final Deployment deployment;
  private final OperatorFunction function;
  private final @Nullable String version;

  /**
   * Makes them.
   *
   * @param version of this command line; null if it was not packaged
   */
  FunctionChecks(Deployment deployment, OperatorFunction function, @Nullable String version) {
    this.deployment = deployment;
    this.function = function;
    this.version = version;
  }

  List<Check> run() {
    List<Check> checks = new ArrayList<>();
    checks.add(configuration());
    checks.add(sources());
    checks.addAll(
        new CheckupChecks("EC2", version, LOG_GROUP + deployment.functionName(), remedy())
            .of(function.invoke(CheckupChecks.EVENT)));
    return checks;
  }

  private Check configuration() {
    String path = "functions/" + encoded(deployment.functionName()) + "/configuration";
    String qualifier = deployment.qualifier();
    try {
      return configuration(
          deployment,
          function.read(qualifier.isEmpty() ? path : path + "?Qualifier=" + encoded(qualifier)));
    } catch (Unknown e) {
      return unsaid(AREA, "lambda:GetFunctionConfiguration", e);
    }
  }

  static Check configuration(Deployment deployment, JsonObject found) {
    String state = text(found, "State");
    if (!state.isEmpty() && !state.equals("Active")) {
      return Check.fail(
          AREA,
          "it is " + state + ": " + text(found, "StateReason"),
          "publish a new version and lead the alias to it: deploy again");
    }
    String tables = text(found, "Environment", "Variables", "HANDOFF_TABLES");
    String account = text(found, "Environment", "Variables", "HANDOFF_ACCOUNT");
    if (!tables.isEmpty() && !tables.equals(deployment.tables())) {
      return Check.fail(
          AREA,
          "it works on the tables of %s, not of %s".formatted(tables, deployment.tables()),
          "set HANDOFF_TABLES: deploy again");
    }
    if (!account.isEmpty() && !account.equals(deployment.account())) {
      return Check.fail(
          AREA,
          "it takes nodes for those of account " + account,
          "set HANDOFF_ACCOUNT: deploy again");
    }
    String timeout = text(found, "Timeout");
    if (timeout.matches("[0-9]{1,4}") && Integer.parseInt(timeout) < TIMEOUT_SECONDS) {
      return Check.warn(
          AREA,
          "its timeout is " + timeout + " s: too short for two looks at a slow node",
          "set it to " + TIMEOUT_SECONDS + " s");
    }
    return Check.ok(AREA, deployment.function() + " is there");
  }

  private Check sources() {
    try {
      return sources(
          deployment,
          function.read("event-source-mappings/?FunctionName=" + encoded(deployment.function())));
    } catch (Unknown e) {
      return unsaid(SOURCES, "lambda:ListEventSourceMappings", e);
    }
  }

  static Check sources(Deployment deployment, JsonObject found) {
    String stream = ":table/" + deployment.tables() + "-nodes/stream/";
    JsonElement all = found.get("EventSourceMappings");
    List<JsonObject> ours =
        StreamSupport.stream(
                (all instanceof JsonArray array ? array : new JsonArray()).spliterator(), false)
            .filter(JsonObject.class::isInstance)
            .map(JsonObject.class::cast)
            .filter(each -> text(each, "EventSourceArn").contains(stream))
            .toList();
    if (ours.isEmpty()) {
      return Check.fail(
          SOURCES,
          "no event source leads from the nodes' table to the function: urgent beats wake nobody",
          "deploy again");
    }
    JsonObject source = ours.getFirst();
    String state = text(source, "State");
    String last = text(source, "LastProcessingResult");
    return state.equals("Enabled") || state.isEmpty()
        ? Check.ok(SOURCES, "urgent beats reach the function" + (last.isEmpty() ? "" : ": " + last))
        : Check.fail(
            SOURCES,
            "the event source is " + state + " " + last,
            "aws lambda update-event-source-mapping --enabled --uuid " + text(source, "UUID"));
  }

  private String remedy() {
    return "tag what is to be moved with handoff = %s, and compare the role %s-function"
        .formatted(deployment.tables(), deployment.tables());
  }

  private static Check unsaid(String area, String action, Unknown e) {
    if (e.isMissing()) {
      return Check.fail(area, "it is not there: " + e.getMessage(), "deploy again");
    }
    return e.isForbidden()
        ? Check.warn(area, "you may not look at it", "to have it checked, ask for " + action)
        : Check.fail(area, String.valueOf(e.getMessage()), "is the network in order?");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static String text(JsonObject object, String... path) {
    JsonElement at = object;
    for (String name : path) {
      at = at instanceof JsonObject parent ? parent.get(name) : null;
    }
    return at != null && at.isJsonPrimitive() ? at.getAsString() : "";
  }
}
