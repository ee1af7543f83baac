package dev.handoff.installation.oci;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The extract of the provider's schema in {@code provider.yaml}, whose head tells its form, as a
 * message {@code GetProviderSchema.Response} of Terraform's plugin protocol 5.
 */
final class ProviderSchema {

  private static final Map<String, String> TYPES =
      Map.of(
          "string", "\"string\"",
          "number", "\"number\"",
          "bool", "\"bool\"",
          "list", "[\"list\",\"string\"]",
          "set", "[\"set\",\"string\"]",
          "map", "[\"map\",\"string\"]");

  private static final Set<String> REMARKS = Set.of("partial", "block");

  private final Map<String, Object> resources;
  private final Map<String, Object> data;

  private ProviderSchema(Map<String, Object> file) {
    this.resources = mapping(file, "resources");
    this.data = mapping(file, "data");
  }

  static ProviderSchema read() {
    try (InputStream file = ProviderSchema.class.getResourceAsStream("provider.yaml")) {
      Object read =
          new Yaml(new SafeConstructor(new LoaderOptions()))
              .load(Objects.requireNonNull(file, "provider.yaml"));
      return new ProviderSchema(mapping(read));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of the resources and data sources that it knows. */
  Set<String> names(boolean ofData) {
    return (ofData ? data : resources).keySet();
  }

  byte[] response() {
    Message response = new Message().add(1, schema(provider()));
    resources.forEach((name, each) -> response.add(2, entry(name, mapping(each))));
    data.forEach((name, each) -> response.add(3, entry(name, mapping(each))));
    return response.bytes();
  }

  private static Message provider() {
    return new Message().add(2, attribute("region", "optional string"));
  }

  private static Message entry(String name, Map<String, Object> resource) {
    Message block = block(resource).add(2, attribute("id", "either string"));
    Message timeouts = new Message();
    for (String each : Set.of("create", "update", "delete")) {
      timeouts.add(2, attribute(each, "optional string"));
    }
    block.add(3, new Message().add(1, "timeouts").add(2, timeouts).add(3, 1));
    return new Message().add(1, name).add(2, schema(block));
  }

  private static Message schema(Message block) {
    return new Message().add(2, block);
  }

  private static Message block(Map<String, Object> members) {
    Message block = new Message();
    members.forEach((name, member) -> {
      if (REMARKS.contains(name)) {
        return;
      }
      switch (member) {
        case String attribute -> block.add(2, attribute(name, attribute));
        case Map<?, ?> nested when nested.containsKey("block") ->
            block.add(3, nested(name, mapping(nested)));
        case Map<?, ?> objects -> block.add(2, objects(name, mapping(objects)));
        default -> throw new IllegalArgumentException(name + ": " + member);
      }
    });
    return block;
  }

  private static Message attribute(String name, String text) {
    String[] words = text.split(" ", -1);
    String type = words.length == 2 ? TYPES.get(words[1]) : null;
    if (type == null) {
      throw new IllegalArgumentException(name + ": " + text);
    }
    return attribute(name, words[0], type);
  }

  private static Message attribute(String name, String what, String type) {
    if (!Set.of("required", "optional", "either", "computed").contains(what)) {
      throw new IllegalArgumentException(name + ": " + what);
    }
    return new Message()
        .add(1, name)
        .add(2, type)
        .add(4, what.equals("required"))
        .add(5, what.equals("optional") || what.equals("either"))
        .add(6, what.equals("computed") || what.equals("either"));
  }

  private static Message objects(String name, Map<String, Object> members) {
    StringJoiner types = new StringJoiner(",", "[\"list\",[\"object\",{", "}]]");
    members.forEach((member, type) -> {
      if (!member.equals("objects")) {
        types.add("\"" + member + "\":" + TYPES.get((String) type));
      }
    });
    return attribute(name, text(members, "objects"), types.toString());
  }

  private static Message nested(String name, Map<String, Object> members) {
    String[] words = text(members, "block").split(" ", -1);
    String[] bounds = words.length == 2 ? words[1].split("\\.\\.", -1) : new String[] {"0", "0"};
    return new Message()
        .add(1, name)
        .add(2, block(members))
        .add(3, words[0].equals("set") ? 3 : 2)
        .add(4, Integer.parseInt(bounds[0]))
        .add(5, Integer.parseInt(bounds[1]));
  }

  private static String text(Map<String, Object> members, String name) {
    return Objects.requireNonNull(members.get(name), name).toString();
  }

  private static Map<String, Object> mapping(Map<String, Object> parent, String name) {
    return mapping(Objects.requireNonNull(parent.get(name), name));
  }

  /** A mapping of YAML, whose keys are texts in this file. */
  private static Map<String, Object> mapping(Object read) {
    Map<String, Object> mapping = new LinkedHashMap<>();
    ((Map<?, ?>) read).forEach((key, value) -> mapping.put((String) key, value));
    return mapping;
  }
}
