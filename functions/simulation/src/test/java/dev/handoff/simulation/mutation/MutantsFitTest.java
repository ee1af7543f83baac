package dev.handoff.simulation.mutation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The bugs that are made on purpose are looked for by their text: the code moves on, and so must
 * they.
 */
class MutantsFitTest {

  private static final Path ROOT = Path.of("../..");

  static Stream<Arguments> mutants() throws IOException {
    Map<String, List<Map<String, String>>> sources =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(Path.of("src/mutants/mutants.yaml")));
    return sources.entrySet().stream()
        .flatMap(source ->
            source.getValue().stream()
                .map(bug -> Arguments.of(source.getKey(), bug.get("name"), bug.get("was"))));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("mutants")
  void whatAMutantChangesStandsOnceInItsSource(String source, String name, String was)
      throws IOException {
    String module = source.startsWith("beacon/") ? "node-beacon" : "functions/controller";
    String text =
        Files.readString(ROOT.resolve(module + "/src/main/java/dev/handoff/" + source + ".java"));

    assertEquals(2, text.split(java.util.regex.Pattern.quote(was), -1).length, name);
  }
}
