package dev.handoff.console.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.example.Golden;
import dev.handoff.console.story.Paint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Screens of 80 and of 120 columns, without colours, as people see them. */
final class ScreensTest {

  private static final Path FOLDER = Path.of("src/test/resources/dev/handoff/console/status");
  private static final Golden GOLDEN = Golden.ofProperty("handoff.golden", ScreensTest.class);
  private static final Paint PLAIN = new Paint(false);
  private static final Paint COLOURED = new Paint(true);

  static Stream<Arguments> screens() {
    return Arrays.stream(Views.values())
        .flatMap(view -> Stream.of(Arguments.of(view, 80), Arguments.of(view, 120)));
  }

  @ParameterizedTest
  @MethodSource("screens")
  void statusFitsTheScreen(Views view, int columns) throws IOException {
    List<String> lines = StatusText.lines(view.view(), columns, PLAIN);

    check("status-" + name(view), columns, lines);
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 120})
  void explainFitsTheScreen(int columns) throws IOException {
    check("explain", columns, ExplanationText.lines(Views.answer(), columns, PLAIN));
  }

  @ParameterizedTest
  @ValueSource(ints = {80, 120})
  void manyClustersFitTheScreen(int columns) throws IOException {
    check("fleet", columns, FleetText.lines(fleet(), columns, PLAIN));
  }

  @ParameterizedTest
  @EnumSource
  void coloursOnlyAdd(Views view) {
    String coloured = String.join("\n", StatusText.lines(view.view(), 80, COLOURED));

    assertTrue(coloured.contains("\u001b["), coloured);
    assertEquals(
        String.join("\n", StatusText.lines(view.view(), 80, PLAIN)),
        coloured.replaceAll("\u001b\\[[0-9]+m", ""));
  }

  @Test
  void eachTroubleHasItsOwnMark() {
    Map<Views, Health.Level> levels =
        Arrays.stream(Views.values())
            .collect(Collectors.toMap(v -> v, v -> Health.of(v.view()).level()));

    assertEquals(
        Map.of(
            Views.WELL, Health.Level.OK,
            Views.NO_RESERVE, Health.Level.DEGRADED,
            Views.MOVING, Health.Level.MOVING,
            Views.DOWN, Health.Level.DOWN,
            Views.ON_HOLD, Health.Level.DEGRADED),
        levels);
  }

  @ParameterizedTest
  @ValueSource(strings = {"NO_COLOR=1", "TERM=dumb"})
  void nobodyIsGivenColoursWhoAskedForNone(String variable) {
    List<String> said = List.of(variable.split("=", -1));
    Map<String, String> environment = Map.of(said.getFirst(), said.getLast());

    assertFalse(Paint.of(Paint.When.AUTO, environment, true).isOn());
    assertTrue(Paint.of(Paint.When.ALWAYS, environment, false).isOn());
    assertTrue(Paint.of(Paint.When.AUTO, Map.of("NO_COLOR", ""), true).isOn());
    assertFalse(Paint.of(Paint.When.AUTO, Map.of(), false).isOn());
    assertFalse(Paint.of(Paint.When.NEVER, Map.of(), true).isOn());
  }

  private static List<ClusterView> fleet() {
    return Arrays.stream(Views.values())
        .map(each -> {
          ClusterView view = each.view();
          return new ClusterView(
              name(each),
              view.at(),
              view.maintenance(),
              view.hold(),
              view.closing(),
              view.nodes(),
              view.groups(),
              view.addresses(),
              view.constraints(),
              view.biases(),
              view.incidents());
        })
        .toList();
  }

  private static String name(Views view) {
    return view.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void check(String name, int columns, List<String> lines) throws IOException {
    lines.forEach(line -> assertTrue(line.length() <= columns, line));
    Files.createDirectories(FOLDER);
    GOLDEN.check(FOLDER.resolve(name + "-" + columns + ".txt"), lines);
  }
}
