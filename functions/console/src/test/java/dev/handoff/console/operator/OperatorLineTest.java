package dev.handoff.console.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.operator.OperatorVerb.BadInput;
import dev.handoff.events.Disposal;
import dev.handoff.events.Lifetime;
import dev.handoff.events.OperatorCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

final class OperatorLineTest {

  static Stream<Arguments> lines() {
    return Stream.of(
        Arguments.of("move web", new OperatorCommand.Move("web", null, null)),
        Arguments.of("move web node-b", new OperatorCommand.Move("web", "node-b", null)),
        Arguments.of(
            "move web node-b --lifetime 30m",
            new OperatorCommand.Move("web", "node-b", Lifetime.of(Duration.ofMinutes(30)))),
        Arguments.of(
            "ban --lifetime=1h web",
            new OperatorCommand.Ban("web", null, Lifetime.of(Duration.ofHours(1)))),
        Arguments.of(
            "ban web --lifetime forever", new OperatorCommand.Ban("web", null, Lifetime.FOREVER)),
        Arguments.of("clear web", new OperatorCommand.Clear("web", null)),
        Arguments.of("clear web node-a", new OperatorCommand.Clear("web", "node-a")),
        Arguments.of("cleanup httpd node-a", new OperatorCommand.Cleanup("httpd", "node-a")),
        Arguments.of("standby 'node-a'", new OperatorCommand.Standby("node-a")),
        Arguments.of("online node-a", new OperatorCommand.Online("node-a")),
        Arguments.of("maintenance on", new OperatorCommand.Maintenance(true)),
        Arguments.of("maintenance off", new OperatorCommand.Maintenance(false)),
        Arguments.of("  destroy  --yes", new OperatorCommand.Destroy(new Disposal.Keep())),
        Arguments.of(
            "destroy --addresses release --yes",
            new OperatorCommand.Destroy(new Disposal.Release())),
        Arguments.of(
            "destroy --yes --addresses=node-b",
            new OperatorCommand.Destroy(new Disposal.LeadTo("node-b"))));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void understandsEveryVerb(String line, OperatorCommand expected) throws BadInput {
    OperatorLine.Result.Understood understood =
        assertInstanceOf(OperatorLine.Result.Understood.class, OperatorLine.read(line));

    assertEquals(expected, understood.verb().command(Path.of("")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~ | no command; allowed: apply, move",
        "moev web | unknown command 'moev'; allowed: apply, move",
        "cleanup | usage: handoff cleanup GROUP [NODE]",
        "standby a b | usage: handoff standby NODE",
        "maintenance maybe | on, off",
        "move web --lifetime 5 | '5' is not a whole number with its unit",
        "move web --lifetme 5m | --lifetme",
        "move web --lifetime 0s | a lifetime of PT0S is not more than nothing",
        "ban web --lifetime ever | nor forever",
      })
  void saysWhatItWouldUnderstand(String line, String hint) {
    String why =
        assertInstanceOf(OperatorLine.Result.NotUnderstood.class, OperatorLine.read(line)).why();

    assertTrue(why.contains(hint), why);
  }

  @Test
  void destroysNothingUntilItIsConfirmed() {
    OperatorLine.Result.Understood destroy =
        assertInstanceOf(
            OperatorLine.Result.Understood.class, OperatorLine.read("destroy --addresses release"));

    BadInput refusal = assertThrows(BadInput.class, () -> destroy.verb().command(Path.of("")));
    assertTrue(String.valueOf(refusal.getMessage()).contains("add --yes"));
  }

  @Test
  void aSpecThatCannotBeReadIsBadInput() {
    OperatorLine.Result.Understood apply =
        assertInstanceOf(
            OperatorLine.Result.Understood.class, OperatorLine.read("apply nowhere.yaml"));

    BadInput refusal =
        assertThrows(BadInput.class, () -> apply.verb().command(Path.of("/no/such/folder")));
    assertTrue(String.valueOf(refusal.getMessage()).contains("there is no such file"));
  }
}
