package dev.handoff.console.screen;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.scenario.Step;
import dev.handoff.console.scenario.Step.From;
import dev.handoff.console.screen.FaultLine.NotUnderstood;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class FaultLineTest {

  private static final String SPEC =
      """
      cluster: web
      nodes: {node-a: {}, node-b: {}}
      groups:
        front:
          resources:
            httpd: {type: process, command: [handoff-demo-server]}
        back:
          resources:
            db: {type: process, command: [handoff-demo-server]}
      """;

  private final FaultLine lines =
      new FaultLine(
          spec(), group -> group.equals("front") ? Optional.of("node-b") : Optional.empty());

  static Stream<Arguments> deeds() {
    return Stream.of(
        Arguments.of("kill httpd", new Step.Kill("node-b", "httpd")),
        Arguments.of("kill httpd node-a", new Step.Kill("node-a", "httpd")),
        Arguments.of("kill node-a", new Step.StopNode("node-a")),
        Arguments.of("start node-a", new Step.StartNode("node-a")),
        Arguments.of("hang httpd", new Step.Hang("node-b", "httpd")),
        Arguments.of("resume httpd", new Step.Resume("node-b", "httpd")),
        Arguments.of("fail httpd", new Step.Fail("node-b", "httpd", 503)),
        Arguments.of("mend httpd", new Step.Mend("node-b", "httpd")),
        Arguments.of("freeze node-a", new Step.FreezeNode("node-a")),
        Arguments.of("thaw node-a", new Step.ThawNode("node-a")),
        Arguments.of("cut node-a", new Step.Cut("node-a", From.STORE)),
        Arguments.of("cut node-a peers", new Step.Cut("node-a", From.PEERS)),
        Arguments.of("cut node-a clients", new Step.Cut("node-a", From.CLIENTS)),
        Arguments.of("join node-a", new Step.Join("node-a", From.STORE)));
  }

  @ParameterizedTest
  @MethodSource("deeds")
  void understandsWhatToBreakAndMend(String line, Step.Deed expected) throws NotUnderstood {
    assertEquals(expected, lines.read(List.of(line.split(" ", -1))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kill | kill what? a service (httpd, db) or a node (node-a, node-b)",
        "kill htpd | did you mean 'httpd'?",
        "freeze httpd | no node is called httpd; a node: node-a, node-b",
        "kill db | db runs nowhere; name the node: node-a, node-b",
        "cut node-a moon | a node can be cut from store, peers",
      })
  void saysWhatCouldBeMeant(String line, String hint) {
    NotUnderstood no =
        assertThrows(NotUnderstood.class, () -> lines.read(List.of(line.split(" ", -1))));
    assertTrue(String.valueOf(no.getMessage()).contains(hint), no.getMessage());
  }

  private static ClusterSpec spec() {
    return switch (SpecReader.read("test", SPEC)) {
      case SpecResult.Valid valid -> valid.spec();
      case SpecResult.Invalid invalid -> throw new AssertionError(invalid.toString());
    };
  }
}
