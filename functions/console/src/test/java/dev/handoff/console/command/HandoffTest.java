package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

final class HandoffTest {

  private static final String GOOD =
      """
      cluster: web
      nodes:
        a: {instance: i-1, interface: eni-1}
        b: {instance: i-2, interface: eni-2}
      groups:
        front:
          resources:
            eip: {type: elastic-ip, allocation: eipalloc-1}
            httpd: {type: process, command: [handoff-demo-server], port: 8080}
      """;

  @TempDir private Path directory = Path.of("");
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  static Stream<Arguments> wrongSpecs() {
    String bomb =
        """
        a: &a [x, x, x, x, x, x, x, x, x]
        b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
        c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
        d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]
        """;
    return Stream.of(
        Arguments.of("an unknown key", GOOD.replace("groups:", "gruops:"), "'gruops'"),
        Arguments.of("a wrong type", GOOD.replace("8080", "many"), "'port'"),
        Arguments.of("a node that is there twice", GOOD.replace("  b:", "  a:"), "appears twice"),
        Arguments.of(
            "an address without an interface",
            GOOD.replace("{instance: i-2, interface: eni-2}", "{}"),
            "interface"),
        Arguments.of(
            "a duration without a unit", GOOD + "beat: {interval: 2, timeout: 8s}\n", "no unit"),
        Arguments.of("an alias bomb", bomb, "alias"),
        Arguments.of("5 MB", GOOD + "#".repeat(5 << 20), "larger than"),
        Arguments.of("a binary file", "\u0000\u0001\u0002ELF", "binary"),
        Arguments.of("an empty file", "", "empty"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongSpecs")
  void aWrongSpecIsRefusedWithOneClearMessage(String what, String text, String hint)
      throws IOException {
    Path spec = write("cluster.yaml", text);
    Path scenario = write("scenario.yaml", "spec: cluster.yaml\nsteps:\n  - wait: 1s\n");

    String validate = refused("validate", spec.toString());
    String lab = refused("lab", spec.toString());
    String played = refused("lab", "--scenario", scenario.toString());

    assertTrue(validate.contains(hint), what + ": " + validate);
    assertTrue(validate.startsWith(spec + ":"), validate);
    assertEquals(validate, lab);
    assertEquals(validate, played);
    assertFalse(validate.contains("\tat "), validate);
  }

  @Test
  void aGoodSpecIsSummedUp() throws IOException {
    Path spec = write("cluster.yaml", GOOD);

    assertEquals(ExitCode.DONE, run("validate", spec.toString()));
    assertEquals(spec + ": cluster web with 2 nodes, 1 group, 1 address", out.toString().strip());
  }

  /** Layers of two groups that both follow both of the layer before: paths double each time. */
  private static String entangled() {
    StringBuilder spec = new StringBuilder(GOOD);
    StringBuilder constraints = new StringBuilder("constraints:\n");
    for (int layer = 0; layer < 24; layer++) {
      for (String side : List.of("a", "b")) {
        spec.append(
            "  %s: {resources: {s%s: {type: process, command: [sleep, inf]}}}\n"
                .formatted(side + layer, side + layer));
        for (String other : List.of("a", "b")) {
          constraints.append(
              layer == 0
                  ? ""
                  : "  - {type: colocation, group: %s%d, with: %s%d, score: 10}\n"
                      .formatted(side, layer, other, layer - 1));
        }
      }
    }
    return spec.append(constraints).toString();
  }

  @Test
  void aSpecThatNoEvaluationCanBearIsRefused() throws IOException {
    Path spec = write("cluster.yaml", entangled());

    String validate = refused("validate", spec.toString());

    assertTrue(
        validate.startsWith(spec + ":1:1: the spec is refused: colocations fan out"), validate);
    assertEquals(validate, refused("lab", spec.toString()));
  }

  @Test
  void aVariableOfTheSpecIsSetOnTheCommandLine() throws IOException {
    Path spec = write("cluster.yaml", GOOD.replace("eipalloc-1", "{{allocation}}"));

    assertTrue(refused("validate", spec.toString()).contains("--set allocation=VALUE"));
    assertEquals(ExitCode.DONE, run("validate", spec.toString(), "--set", "allocation=eipalloc-1"));
  }

  @Test
  void aScenarioCanBeValidatedToo() throws IOException {
    write("cluster.yaml", GOOD);
    Path scenario = write("scenario.yaml", "spec: cluster.yaml\nsteps:\n  - wait: 1s\n");

    assertEquals(ExitCode.DONE, run("validate", "--scenario", scenario.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "moev web",
        "move",
        "lab --cloud aws",
        "lab --cloud gcp",
        "lab --dashboard 65536",
        "dashboard --port web",
        "report web --epoch last",
        "lab --endpoint http://127.0.0.1:1",
        "lab --schedule 5",
        "lab a.yaml --scenario b.yaml",
        "validate",
        "beacon",
        "move web --lifetime never",
        "destroy",
        "destroy --addresses release",
        "maintenance perhaps",
        "replay",
        "replay --journal journal.jsonl",
        "replay --journal journal.jsonl --spec new.yaml --silence perhaps"
      })
  void wrongUsageIsExitCode2(String line) {
    String[] words = line.isEmpty() ? new String[0] : line.split(" ", -1);

    assertEquals(ExitCode.BAD_INPUT, run(words), line);
    assertFalse(err.toString().isBlank());
  }

  @Test
  void aLabThatDoesNotAnswerIsExitCode3() {
    assertEquals(
        ExitCode.UNREACHABLE, run("status", "--endpoint", "http://127.0.0.1:1"), err::toString);
    assertTrue(err.toString().contains("no lab runs at http://127.0.0.1:1"), err.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lab",
        "validate",
        "beacon",
        "status",
        "history",
        "explain",
        "failcount",
        "apply",
        "move",
        "ban",
        "clear",
        "cleanup",
        "standby",
        "online",
        "maintenance",
        "destroy",
        "doctor",
        "cost",
        "simulate",
        "replay",
        "chaos",
        "dashboard",
        "report"
      })
  void everyCommandExplainsItself(String command) {
    assertEquals(ExitCode.DONE, run(command, "--help"));
    assertTrue(out.toString().startsWith("Usage: handoff " + command), out.toString());
  }

  private String refused(String... words) {
    err.getBuffer().setLength(0);
    assertEquals(ExitCode.BAD_INPUT, run(words), err::toString);
    return err.toString();
  }

  private int run(String... words) {
    CommandLine line = Handoff.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    return line.execute(words);
  }

  private Path write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.writeString(file, text, StandardCharsets.UTF_8);
    return file;
  }
}
