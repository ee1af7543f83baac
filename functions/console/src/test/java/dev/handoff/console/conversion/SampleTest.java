package dev.handoff.console.conversion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handoff.console.conversion.ImportResult.Imported;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The systems of our users, in every form: the same spec, and a valid one. */
final class SampleTest {

  @ParameterizedTest
  @MethodSource("dev.handoff.console.conversion.Samples#all")
  void givesTheSpecThatStandsBesideIt(String sample) {
    String golden = Samples.text(sample.replaceFirst("/.*", "/cluster.yaml"));

    Imported imported = Samples.imported(Samples.text(sample));

    assertEquals(golden, imported.spec());
  }

  @ParameterizedTest
  @MethodSource("dev.handoff.console.conversion.Samples#all")
  void isValidBeforeAnythingIsFilledIn(String sample) {
    Imported imported = Samples.imported(Samples.text(sample));

    assertInstanceOf(SpecResult.Valid.class, SpecReader.read("spec", imported.spec()));
    assertEquals(List.of(), imported.problems());
  }

  @ParameterizedTest
  @MethodSource("dev.handoff.console.conversion.Samples#systems")
  void saysOfEverythingElseWhatBecameOfIt(String system) {
    Imported imported = Samples.imported(Samples.text(system + "/cib.xml"));

    assertEquals(
        Samples.text(system + "/remarks.txt"), String.join("\n", imported.remarks()) + "\n");
  }
}
