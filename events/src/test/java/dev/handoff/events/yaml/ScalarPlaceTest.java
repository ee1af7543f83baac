package dev.handoff.events.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.ScalarNode;

class ScalarPlaceTest {

  private static ScalarNode scalar(String yaml) {
    return (ScalarNode) new Yaml().compose(new StringReader(yaml));
  }

  /** The place of X by looking at the text, against its place by way of the scalar's value. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain words X here",
        "plain words\n   over X lines",
        "'single quotes: it''s ''X'' here'",
        "'over\n\n    lines, it''s X'",
        "\"double \\\"quotes\\\" \\\\ and \\x41\\u00e9\\U0001f4a1\\t X here\"",
        "\"escaped \\\n    line \\n break X\"",
        "|\n  first\n    second X line\n",
        ">-\n  first\n\n  second X line\n  third",
        "| # with a comment\n  line X",
        "&anchor 'it''s X'",
        "!!str &anchor plain X",
        "💡 astral X",
      })
  void pointsAtTheCharacterInTheFile(String yaml) {
    ScalarNode node = scalar(yaml);
    String before = yaml.substring(0, yaml.indexOf('X'));
    String line = before.substring(before.lastIndexOf('\n') + 1);
    Place expected =
        new Place(
            1 + (int) before.chars().filter(c -> c == '\n').count(),
            1 + line.codePointCount(0, line.length()));
    assertEquals(expected, ScalarPlace.of(node, node.getValue().indexOf('X'), yaml));
  }

  @Test
  void theEndIsBehindTheLastCharacter() {
    ScalarNode node = scalar("'it''s'  ");
    assertEquals(new Place(1, 7), ScalarPlace.of(node, node.getValue().length(), "'it''s'  "));
  }

  @Test
  void aTextThatIsNotTheSourceGivesThePlaceOfTheScalar() {
    ScalarNode node = scalar("'words'");
    assertEquals(Place.START, ScalarPlace.of(node, 3, ""));
  }
}
