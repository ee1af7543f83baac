package dev.handoff.console.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.scenario.Expectation.State;
import dev.handoff.console.scenario.Step.From;
import dev.handoff.events.OperatorCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class ScenarioReaderTest {

  private static final String SPEC =
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

  @BeforeEach
  void writeSpec() throws IOException {
    Files.writeString(directory.resolve("cluster.yaml"), SPEC);
  }

  static Stream<Arguments> steps() {
    Duration patience = Duration.ofSeconds(10);
    return Stream.of(
        Arguments.of("kill: {node: a, resource: httpd}", new Step.Kill("a", "httpd")),
        Arguments.of("hang: {node: a, resource: httpd}", new Step.Hang("a", "httpd")),
        Arguments.of("resume: {node: a, resource: httpd}", new Step.Resume("a", "httpd")),
        Arguments.of("fail: {node: a, resource: httpd}", new Step.Fail("a", "httpd", 503)),
        Arguments.of(
            "fail: {node: a, resource: httpd, with: 404}", new Step.Fail("a", "httpd", 404)),
        Arguments.of("mend: {node: a, resource: httpd}", new Step.Mend("a", "httpd")),
        Arguments.of("stop-node: {node: b}", new Step.StopNode("b")),
        Arguments.of("start-node: {node: b}", new Step.StartNode("b")),
        Arguments.of("freeze-node: {node: b}", new Step.FreezeNode("b")),
        Arguments.of("thaw-node: {node: b}", new Step.ThawNode("b")),
        Arguments.of("cut: {node: a, from: store}", new Step.Cut("a", From.STORE)),
        Arguments.of("cut: {node: a, from: peers}", new Step.Cut("a", From.PEERS)),
        Arguments.of("cut: {node: a, from: clients}", new Step.Cut("a", From.CLIENTS)),
        Arguments.of("join: {node: a, from: store}", new Step.Join("a", From.STORE)),
        Arguments.of(
            "run: \"cleanup front a\"",
            new Step.Run("cleanup front a", new OperatorCommand.Cleanup("front", "a"))),
        Arguments.of("status: up at last", new Step.Status("up at last")),
        Arguments.of("explain: front", new Step.Explain("front")),
        Arguments.of("mail: front", new Step.Mail("front")),
        Arguments.of("wait: 3s", new Step.Wait(Duration.ofSeconds(3))),
        Arguments.of(
            "expect: {group: front, node: a, state: active, within: 20s}",
            expect(new Expectation.GroupIs("front", "a", State.ACTIVE, Duration.ofSeconds(20)))),
        Arguments.of(
            "expect: {group: front, state: stopped}",
            expect(new Expectation.GroupIs("front", null, State.STOPPED, patience))),
        Arguments.of(
            "expect: {group: front, node: b}",
            expect(new Expectation.GroupIs("front", "b", State.ACTIVE, patience))),
        Arguments.of(
            "expect: {resource: httpd, node: a, fail-count: 1, within: 5s}",
            expect(new Expectation.FailCountIs("httpd", "a", 1, Duration.ofSeconds(5)))),
        Arguments.of(
            "expect: {resource: httpd, node: a, fail-count: INFINITY}",
            expect(new Expectation.FailCountIs("httpd", "a", 1_000_000, patience))),
        Arguments.of(
            "expect: {address: eip, node: b, within: 10s}",
            expect(new Expectation.AddressAt("eip", "b", patience))),
        Arguments.of(
            "expect: {alert: front, contains: b, within: 5s}",
            expect(new Expectation.AlertSent("front", "b", Duration.ofSeconds(5)))),
        Arguments.of(
            "expect: {nowhere: eip, within: 10s}",
            expect(new Expectation.Nowhere("eip", patience))),
        Arguments.of(
            "expect: {nowhere: httpd}", expect(new Expectation.Nowhere("httpd", patience))),
        Arguments.of("expect: {cluster: gone}", expect(new Expectation.ClusterGone(patience))),
        Arguments.of(
            "expect: {gap: eip, under: 2s}",
            expect(new Expectation.GapUnder("eip", Duration.ofSeconds(2)))),
        Arguments.of(
            "expect: {still: 10s, group: front, node: b}",
            expect(new Expectation.Still(patience, "front", "b"))));
  }

  private static Step expect(Expectation expectation) {
    return new Step.Expect(expectation);
  }

  @ParameterizedTest
  @MethodSource("steps")
  void readsEveryStep(String step, Step expected) throws IOException {
    Scenario scenario = valid("spec: cluster.yaml\nsteps:\n  - " + step + "\n", Variables.NONE);

    assertEquals(List.of(expected), scenario.steps().stream().map(Scenario.Placed::step).toList());
  }

  @Test
  void readsASpecThatIsPartOfTheScenario() throws IOException {
    Scenario scenario =
        valid("spec:\n" + SPEC.indent(2) + "steps:\n  - wait: 1s\n", Variables.NONE);

    assertEquals("web", scenario.spec().cluster());
  }

  @Test
  void setsVariablesInScenarioAndSpec() throws IOException {
    Files.writeString(
        directory.resolve("cluster.yaml"), SPEC.replace("eipalloc-1", "{{allocation}}"));

    Scenario scenario =
        valid(
            "# {{not-here}}\nspec: cluster.yaml\nsteps:\n  - wait: {{ long }}\n",
            new Variables(Map.of("allocation", "eipalloc-7", "long", "4s")));

    assertEquals("eipalloc-7", scenario.spec().addresses().findFirst().orElseThrow().shown());
    assertEquals(new Step.Wait(Duration.ofSeconds(4)), scenario.steps().getFirst().step());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "kil: {node: a, resource: httpd} | :3:5: unknown step 'kil'; did you mean 'kill'?",
        "kill: {node: c, resource: httpd} | :3:18: the spec has no node called 'c'",
        "kill: {node: a, resource: htpd} | no service called 'htpd'; did you mean 'httpd'?",
        "kill: {node: a, resource: eip} | no service called 'eip'",
        "kill: {node: a, resorce: httpd} | unknown key 'resorce' in 'kill'; did you mean 'resource'",
        "kill: {node: a} | 'kill' has no 'resource'",
        "kill: a | 'kill' is a single value",
        "wait: 3 | has no unit: 3",
        "wait: [3s] | is a list",
        "run: 'clean front' | unknown command 'clean'; allowed: apply",
        "run: 'apply nowhere.yaml' | there is no such file",
        "cut: {node: a, from: stor} | did you mean 'store'?",
        "cut: {node: b, from: gateway} | the spec has no probes",
        "cut: {node: a} | 'cut' has no 'from'",
        "fail: {node: a, resource: httpd, with: 42} | cannot be '42'; a whole number from 100 to 599",
        "expect: {} | 'expect' does not say what is expected",
        "expect: {group: frnt, node: a} | no group called 'frnt'; did you mean 'front'?",
        "expect: {group: front, state: actve} | did you mean 'active'?",
        "expect: {resource: httpd, node: a} | 'expect' has no 'fail-count'",
        "expect: {nowhere: htpd} | no resource called 'htpd'; did you mean 'httpd'?",
        "expect: {cluster: web} | allowed: gone",
        "explain: frnt | no group called 'frnt'; did you mean 'front'?",
        "expect: {gap: eip} | 'expect' has no 'under'",
        "expect: {gap: httpd, under: 1s} | no address called 'httpd'",
        "expect: {group: front, node: a, within: 2h} | from 1ms to 1h",
        "expect: {still: 1s, group: front, node: a, within: 2s} | unknown key 'within'",
        "{kill: {node: a, resource: httpd}, wait: 1s} | a step has 2 keys",
        "wait: {{long}} | :3:11: variable 'long' is not set; --set long=VALUE",
      })
  void saysWhatIsWrongAndWhere(String step, String message) throws IOException {
    assertProblem(message, "spec: cluster.yaml\nsteps:\n  - " + step + "\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~ | the file is empty",
        "~steps: [{wait: 1s}]~ | the scenario has no 'spec'",
        "~spec: cluster.yaml~ | the scenario has no 'steps'",
        "~{spec: cluster.yaml, steps: []}~ | is an empty list",
        "~{spec: clutser.yaml, steps: [{wait: 1s}]}~ | clutser.yaml:1:1: there is no such file",
        "~{spec: cluster.yaml, steps: [{wait: 1s}], stpes: 1}~ | unknown key 'stpes'",
        "~{spec: {cluster: x y}, steps: [{wait: 1s}]}~ | 'x y'",
        "~[~ | this is not YAML",
      })
  void saysWhatIsWrongWithTheWhole(String text, String message) throws IOException {
    assertProblem(message, text);
  }

  @Test
  void tellsTheProblemsOfTheSpecInItsOwnFile() throws IOException {
    Files.writeString(directory.resolve("cluster.yaml"), SPEC.replace("groups:", "gruops:"));

    assertProblem(
        "cluster.yaml:5:1: unknown key 'gruops'", "spec: cluster.yaml\nsteps:\n  - wait: 1s\n");
  }

  private Scenario valid(String text, Variables variables) throws IOException {
    ScenarioResult result = read(text, variables);
    return assertInstanceOf(ScenarioResult.Valid.class, result, result::toString).scenario();
  }

  private void assertProblem(String message, String text) throws IOException {
    String problems =
        assertInstanceOf(ScenarioResult.Invalid.class, read(text, Variables.NONE)).toString();
    assertTrue(problems.contains(message), problems);
  }

  private ScenarioResult read(String text, Variables variables) throws IOException {
    Path file = directory.resolve("scenario.yaml");
    Files.writeString(file, text);
    return ScenarioReader.read(file, variables);
  }
}
