package dev.handoff.installation.terraform;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.installation.Infra;
import dev.handoff.installation.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A module or one of the examples, in a copy of its own, against an AWS API server. */
final class Terraform {

  private static final String PROVIDER = "registry.terraform.io/hashicorp/aws";

  /** Where people and distributions keep mirrors of providers. */
  private static final List<String> MIRRORS =
      List.of("/opt", "/usr/local/share", "/usr/share", System.getProperty("user.home"));

  private final Path folder;
  private final Map<String, String> environment;

  private Terraform(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = environment;
  }

  /** Copies a module and makes it ready; the test is skipped where there is no provider. */
  static Terraform of(String module, URI server, Path copy) throws IOException {
    Infra.copy(copy);
    Map<String, String> environment = new HashMap<>();
    environment.put("AWS_ENDPOINT_URL", server.toString());
    environment.put("AWS_REGION", "eu-central-1");
    environment.put("AWS_ACCESS_KEY_ID", "test");
    environment.put("AWS_SECRET_ACCESS_KEY", "test");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("CHECKPOINT_DISABLE", "1");
    environment.put("TF_IN_AUTOMATION", "1");
    environment.put("TF_CLI_CONFIG_FILE", configuration(copy).toString());
    Terraform terraform = new Terraform(copy.resolve("terraform/" + module), environment);
    Program.Ending ready = terraform.program("init", "-input=false", "-no-color").run(copy);
    Assumptions.assumeTrue(
        ready.code() == 0, () -> "terraform init found no provider aws:\n" + ready.output());
    return terraform;
  }

  /** Takes the provider from a mirror on this machine, if there is one. */
  private static Path configuration(Path copy) throws IOException {
    String text =
        mirror()
            .map(root ->
                "provider_installation {\n  filesystem_mirror { path = \"%s\" }\n}\n"
                    .formatted(root))
            .orElse("");
    return Files.writeString(copy.resolve("terraformrc"), text + "disable_checkpoint = true\n");
  }

  private static Optional<Path> mirror() {
    for (String place : MIRRORS) {
      try (Stream<Path> folders = Files.list(Path.of(place))) {
        Optional<Path> found =
            folders.filter(folder -> Files.isDirectory(folder.resolve(PROVIDER))).findFirst();
        if (found.isPresent()) {
          return found;
        }
      } catch (IOException e) {
        // A place that is not there, or not ours to read, has no mirror for us.
      }
    }
    return Optional.empty();
  }

  /** Sets variables for all that follows. */
  Terraform with(Map<String, String> variables) {
    variables.forEach((name, value) -> environment.put("TF_VAR_" + name, value));
    return this;
  }

  /** Runs the tests that lie beside it. */
  Program.Ending test() {
    return program("test", "-no-color").run(folder);
  }

  void apply() {
    program("apply", "-input=false", "-no-color", "-auto-approve").output(folder);
  }

  /** Removes all of a module; empty: removes everything. */
  void destroy(String module) {
    List<String> words = new ArrayList<>(List.of("destroy", "-input=false", "-no-color"));
    words.add("-auto-approve");
    if (!module.isEmpty()) {
      words.add("-target=" + module);
    }
    program(words.toArray(String[]::new)).output(folder);
  }

  /** What the next apply would change, by address of the resource. */
  Set<String> changes() {
    Path plan = folder.resolve("next.plan");
    program("plan", "-input=false", "-no-color", "-out=" + plan).output(folder);
    JsonObject json = json(program("show", "-json", plan.toString()).output(folder));
    Set<String> changed = new TreeSet<>();
    for (JsonElement each : json.getAsJsonArray("resource_changes")) {
      JsonArray actions =
          each.getAsJsonObject().getAsJsonObject("change").getAsJsonArray("actions");
      String action = actions.toString();
      if (!action.equals("[\"no-op\"]") && !action.equals("[\"read\"]")) {
        changed.add(each.getAsJsonObject().get("address").getAsString());
      }
    }
    return changed;
  }

  /** Resources that Terraform thinks are there. */
  List<String> state() {
    return program("state", "list").output(folder).lines().toList();
  }

  String output(String name) {
    return program("output", "-raw", name).output(folder);
  }

  private Program program(String... arguments) {
    String[] all = new String[arguments.length + 1];
    all[0] = "-chdir=" + folder;
    System.arraycopy(arguments, 0, all, 1, arguments.length);
    return Program.require("terraform", all).with(environment);
  }

  private static JsonObject json(String text) {
    try {
      return JsonParser.parseString(text).getAsJsonObject();
    } catch (RuntimeException e) {
      throw new UncheckedIOException(new IOException("terraform printed no JSON: " + text, e));
    }
  }
}
