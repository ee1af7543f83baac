package dev.handoff.events.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reader and published JSON Schema, side by side over the same good and bad files. */
class SpecFilesTest {

  /** Bad for reasons that no JSON Schema can express: these it accepts. */
  private static final Set<String> ONLY_THE_READER_REFUSES =
      Set.of(
          "address-on-a-node-without-interface",
          "beat-timeout-too-short",
          "colocation-circle",
          "destinations",
          "durations-out-of-range",
          "fence-without-instance",
          "http-checks-that-only-the-reader-refuses",
          "isolation-does-not-fit",
          "isolation-too-soon",
          "isolation-with-default-stop-timeout",
          "loopback-of-a-network",
          "nodes-that-oracle-cannot-tell-apart",
          "oracle-routes",
          "order-circle",
          "probe-and-attribute-of-one-name",
          "reference-to-nothing",
          "resource-named-like-a-group",
          "rules",
          "same-address-twice",
          "same-machine-twice",
          "same-resource-twice",
          "target-role-of-a-service-that-runs-everywhere",
          "two-clouds",
          "two-elastic-ips-on-one-private-ip",
          "two-public-ips-on-one-private-ip",
          "urls");

  /** Bad as YAML, or by what JSON does not have, so that a schema is never asked. */
  private static final Set<String> BEFORE_THE_SCHEMA =
      Set.of(
          "alias-bomb",
          "bad-indentation",
          "colon-in-a-value",
          "duplicate-keys",
          "duplicate-node",
          "list-as-key",
          "merge-key",
          "only-comments",
          "recursive-alias",
          "tab",
          "tag-of-a-class",
          "tags",
          "too-deep",
          "two-documents",
          "unclosed-quote",
          "undefined-alias");

  static Stream<Path> good() {
    return SpecFiles.in("good").stream();
  }

  static Stream<Path> bad() {
    return SpecFiles.in("bad").stream();
  }

  static Stream<Path> badForTheSchemaToo() {
    return bad()
        .filter(file -> !BEFORE_THE_SCHEMA.contains(SpecFiles.name(file)))
        .filter(file -> !ONLY_THE_READER_REFUSES.contains(SpecFiles.name(file)));
  }

  static Stream<Path> badForTheReaderOnly() {
    return bad().filter(file -> ONLY_THE_READER_REFUSES.contains(SpecFiles.name(file)));
  }

  @ParameterizedTest
  @MethodSource("good")
  void readerAcceptsGoodFilesWithoutAWarning(Path file) {
    SpecResult result = SpecReader.read(file);
    SpecResult.Valid valid = assertInstanceOf(SpecResult.Valid.class, result, result::toString);
    assertEquals(List.of(), valid.warnings());
  }

  @ParameterizedTest
  @MethodSource("good")
  void schemaAcceptsGoodFiles(Path file) {
    assertEquals(List.of(), SpecSchema.complaints(SpecFiles.text(file)));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void readerSaysAllThatIsWrongWithBadFiles(Path file) {
    SpecResult result = SpecReader.read("f", SpecFiles.text(file));
    SpecResult.Invalid invalid = assertInstanceOf(SpecResult.Invalid.class, result);
    assertEquals(
        String.join("\n", SpecFiles.expected(file)),
        invalid.problems().stream()
            .map(problem -> problem.toString().substring("f:".length()))
            .collect(Collectors.joining("\n")));
  }

  @ParameterizedTest
  @MethodSource("badForTheSchemaToo")
  void schemaRefusesWhatTheReaderRefuses(Path file) {
    assertFalse(SpecSchema.complaints(SpecFiles.text(file)).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("badForTheReaderOnly")
  void schemaAcceptsWhatOnlyTheReaderCanJudge(Path file) {
    assertEquals(List.of(), SpecSchema.complaints(SpecFiles.text(file)));
  }

  @Test
  void everyListedFileIsThere() {
    Set<String> listed = new TreeSet<>(ONLY_THE_READER_REFUSES);
    listed.addAll(BEFORE_THE_SCHEMA);
    assertTrue(bad().map(SpecFiles::name).toList().containsAll(listed), listed::toString);
  }
}
