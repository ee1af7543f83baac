package dev.handoff.installation.sam;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.handoff.installation.Policies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The SAM template, and what an installation called handoff makes of its functions. */
final class Template {

  static final Path FILE = Policies.root().resolve("infra/sam/template.yaml");

  private static final Map<String, String> VALUES =
      Map.of(
          "AWS::Partition", "aws",
          "AWS::Region", "eu-central-1",
          "AWS::AccountId", "111122223333",
          "AWS::URLSuffix", "amazonaws.com",
          "KmsKeyArn", "arn:aws:kms:eu-central-1:111122223333:key/k",
          "Name", "handoff",
          "Alerts", "arn:aws:sns:eu-central-1:111122223333:handoff-alerts",
          "Failed.Arn", "arn:aws:sqs:eu-central-1:111122223333:handoff-failed",
          "FunctionRole.Arn", "arn:aws:iam::111122223333:role/handoff-function");

  private static final JsonElement NO_VALUE = JsonParser.parseString("{\"Ref\": \"AWS::NoValue\"}");

  private final JsonObject json;

  private Template(JsonObject json) {
    this.json = json;
  }

  static Template read() {
    try {
      Map<String, Object> yaml = new Yaml(new ShortFunctions()).load(Files.readString(FILE));
      return new Template(new Gson().toJsonTree(yaml).getAsJsonObject());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonObject properties(String resource) {
    return json.getAsJsonObject("Resources")
        .getAsJsonObject(resource)
        .getAsJsonObject("Properties");
  }

  JsonObject parameter(String name) {
    return json.getAsJsonObject("Parameters").getAsJsonObject(name);
  }

  /** The policy of a resource, with its functions resolved; tables have DynamoDB's own key. */
  JsonObject policy(String resource) {
    return policy(resource, false);
  }

  /** The same, where the tables have a key of their own or have not. */
  JsonObject policy(String resource, boolean hasKey) {
    JsonElement policy = chosen(properties(resource).get("PolicyDocument"), hasKey);
    return resolved(policy).getAsJsonObject();
  }

  /** The same with each choice made, as if all its conditions held or none did. */
  static JsonElement chosen(JsonElement element, boolean hasKey) {
    if (element instanceof JsonArray array) {
      JsonArray all = new JsonArray();
      for (JsonElement each : array) {
        JsonElement choice = chosen(each, hasKey);
        if (!choice.equals(NO_VALUE)) {
          all.add(choice);
        }
      }
      return all;
    }
    if (!(element instanceof JsonObject object)) {
      return element;
    }
    if (object.get("Fn::If") instanceof JsonArray either) {
      return either.get(hasKey ? 1 : 2);
    }
    JsonObject all = new JsonObject();
    object.asMap().forEach((key, value) -> all.add(key, chosen(value, hasKey)));
    return all;
  }

  /** The output of this name, with what is known resolved. */
  String output(String name) {
    return resolved(json.getAsJsonObject("Outputs").getAsJsonObject(name).get("Value"))
        .getAsString();
  }

  private static JsonElement resolved(JsonElement element) {
    if (element instanceof JsonArray array) {
      JsonArray all = new JsonArray();
      array.forEach(each -> all.add(resolved(each)));
      return all;
    }
    if (!(element instanceof JsonObject object)) {
      return element;
    }
    if (object.has("Ref")) {
      return new JsonPrimitive(value(object.get("Ref").getAsString()));
    }
    if (object.has("Fn::GetAtt")) {
      return new JsonPrimitive(value(object.get("Fn::GetAtt").getAsString()));
    }
    if (object.has("Fn::Sub")) {
      String text = object.get("Fn::Sub").getAsString();
      for (Map.Entry<String, String> each : VALUES.entrySet()) {
        text = text.replace("${" + each.getKey() + "}", each.getValue());
      }
      return new JsonPrimitive(text.replace("${!", "${"));
    }
    JsonObject all = new JsonObject();
    object.asMap().forEach((key, value) -> all.add(key, resolved(value)));
    return all;
  }

  private static String value(String name) {
    return VALUES.getOrDefault(name, name);
  }

  /** Reads {@code !Ref x} as {@code {Ref: x}}, and {@code !Sub x} as {@code {Fn::Sub: x}}. */
  private static final class ShortFunctions extends SafeConstructor {
    ShortFunctions() {
      super(new LoaderOptions());
      yamlMultiConstructors.put("!", new ShortFunction());
    }

    private final class ShortFunction extends AbstractConstruct {
      @Override
      public Object construct(Node node) {
        String name = node.getTag().getValue().substring(1);
        Object argument =
            switch (node) {
              case ScalarNode scalar -> scalar.getValue();
              case SequenceNode sequence -> constructSequence(sequence);
              case MappingNode mapping -> constructMapping(mapping);
              default -> throw new IllegalArgumentException("what is " + node + "?");
            };
        boolean plain = name.equals("Ref") || name.equals("Condition");
        return Map.of(plain ? name : "Fn::" + name, argument);
      }
    }
  }
}
