package dev.handoff.installation;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.installation.iam.Policy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The policies in {@code infra/policies}, filled in for an installation called handoff. */
public final class Policies {

  /** All of them. */
  public static final List<String> NAMES =
      List.of("function", "fence", "scheduler", "node", "viewer", "operator");

  static final String TOPIC = "arn:aws:sns:eu-central-1:111122223333:handoff-alerts";
  static final String FAILED = "arn:aws:sqs:eu-central-1:111122223333:handoff-failed";

  private static final Map<String, String> INSTALLATION =
      Map.of(
          "partition", "aws",
          "region", "eu-central-1",
          "account", "111122223333",
          "name", "handoff",
          "topic", TOPIC,
          "failed", FAILED);

  private Policies() {}

  /** The root of this repository. */
  public static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.isDirectory(here.resolve("infra")) ? here : here.resolve("../..").normalize();
  }

  /** A policy as it is installed. */
  public static Policy policy(String name) {
    return Policy.of(document(name));
  }

  /** The same as JSON. */
  public static JsonObject document(String name) {
    try (InputStream file = Policies.class.getResourceAsStream("/policies/" + name + ".json")) {
      String text =
          new String(Objects.requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> each : INSTALLATION.entrySet()) {
        text = text.replace("${" + each.getKey() + "}", each.getValue());
      }
      return JsonParser.parseString(text.replace("$${", "${")).getAsJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
