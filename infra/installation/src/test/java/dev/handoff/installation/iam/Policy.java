package dev.handoff.installation.iam;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.handoff.installation.iam.Request.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** A policy document. */
public record Policy(List<Statement> statements) {

  /** Reads a policy in which nothing is left to be filled in. */
  public static Policy of(JsonObject document) {
    List<Statement> statements = new ArrayList<>();
    for (JsonElement each : document.getAsJsonArray("Statement")) {
      JsonObject statement = each.getAsJsonObject();
      statements.add(
          new Statement(
              statement.get("Sid").getAsString(),
              statement.get("Effect").getAsString().equals("Allow"),
              texts(statement.get("Action")),
              texts(statement.get("Resource")),
              conditions(statement.getAsJsonObject("Condition"))));
    }
    return new Policy(statements);
  }

  private static Map<String, Map<String, List<String>>> conditions(
      @org.jspecify.annotations.Nullable JsonObject condition) {
    Map<String, Map<String, List<String>>> all = new LinkedHashMap<>();
    if (condition != null) {
      condition
          .asMap()
          .forEach((operator, keys) -> {
            Map<String, List<String>> values = new LinkedHashMap<>();
            keys.getAsJsonObject().asMap().forEach((key, value) -> values.put(key, texts(value)));
            all.put(operator, values);
          });
    }
    return all;
  }

  private static List<String> texts(JsonElement one) {
    return one instanceof JsonArray many
        ? StreamSupport.stream(many.spliterator(), false).map(JsonElement::getAsString).toList()
        : List.of(one.getAsString());
  }

  /** Both policies together, as on one role. */
  public Policy and(Policy other) {
    List<Statement> all = new ArrayList<>(statements);
    all.addAll(other.statements);
    return new Policy(all);
  }

  /** Whether all of this is allowed, and nothing of it denied. */
  public boolean allows(Request request) {
    return request.resources().stream()
        .allMatch(resource -> says(true, request, resource) && !says(false, request, resource));
  }

  /** Whether anything of this is denied, whoever else may allow it. */
  public boolean denies(Request request) {
    return request.resources().stream().anyMatch(resource -> says(false, request, resource));
  }

  private boolean says(boolean allow, Request request, Resource resource) {
    Map<String, List<String>> context = new HashMap<>(request.context());
    context.putAll(resource.context());
    return statements.stream()
        .filter(statement -> statement.allows() == allow)
        .anyMatch(statement -> statement.matches(request.action(), resource.arn(), context));
  }
}
