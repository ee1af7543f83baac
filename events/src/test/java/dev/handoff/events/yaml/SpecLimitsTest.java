package dev.handoff.events.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecLimitsTest {

  private static final String GOOD =
      """
      cluster: w
      nodes: {a: }
      groups: {g: {resources: {s: {type: systemd, unit: httpd}}}}
      """;

  @TempDir private Path folder = Path.of("");

  private static List<SpecProblem> problems(SpecResult result) {
    return assertInstanceOf(SpecResult.Invalid.class, result).problems();
  }

  private static String onlyProblem(String yaml) {
    List<SpecProblem> problems = problems(SpecReader.read("f", yaml));
    assertEquals(1, problems.size(), problems::toString);
    return problems.getFirst().toString();
  }

  private String onlyProblem(byte[] bytes) throws IOException {
    Path file = Files.write(folder.resolve("cluster.yaml"), bytes);
    List<SpecProblem> problems = problems(SpecReader.read(file));
    assertEquals(1, problems.size(), problems::toString);
    return problems.getFirst().toString().replace(file.toString(), "f");
  }

  private String onlyProblem(Path file) {
    return problems(SpecReader.read(file)).getFirst().toString().replace(file.toString(), "f");
  }

  @Test
  void aFileOfFiveMegabytesIsRefused() throws IOException {
    assertEquals(
        "f:1:1: the file is larger than 256 KB; one cluster spec of at most 262144 bytes",
        onlyProblem(new byte[5 << 20]));
  }

  @Test
  void aHugeFileIsRefusedWithoutBeingRead() throws IOException {
    Path file = folder.resolve("sparse.yaml");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(1L << 40);
    }
    assertTrue(onlyProblem(file).startsWith("f:1:1: the file is larger than 256 KB"));
  }

  @Test
  void aFileWithoutEndIsRefused() {
    Path endless = Path.of("/dev/zero");
    Assumptions.assumeTrue(Files.exists(endless), "this system has no /dev/zero");
    assertTrue(onlyProblem(endless).startsWith("f:1:1: the file is larger than 256 KB"));
  }

  @Test
  void aTextThatIsTooLongIsRefused() {
    assertTrue(onlyProblem("#".repeat(262_145)).startsWith("f:1:1: the file is larger"));
  }

  @Test
  void aFileOfTheLargestSizeIsRead() throws IOException {
    String padding = "#".repeat(YamlText.MOST_BYTES - GOOD.length());
    Path file = Files.writeString(folder.resolve("full.yaml"), GOOD + padding);
    assertInstanceOf(SpecResult.Valid.class, SpecReader.read(file));
  }

  @Test
  void anEmptyFileIsRefused() throws IOException {
    assertEquals("f:1:1: the file is empty; a cluster spec", onlyProblem(new byte[0]));
    assertEquals("f:1:1: the file is empty; a cluster spec", onlyProblem("\n---\n...\n"));
  }

  @Test
  void aBinaryFileIsRefusedWhereItCeasesToBeText() throws IOException {
    assertEquals(
        "f:2:3: character \\u0000: this looks like a binary file; a YAML file in UTF-8",
        onlyProblem("a: b\nc:\u0000\u0001".getBytes(StandardCharsets.UTF_8)));
    assertEquals(
        "f:2:2: this is not UTF-8 text; a YAML file in UTF-8",
        onlyProblem(new byte[] {'a', '\n', 'b', (byte) 0xff, (byte) 0xfe}));
  }

  @Test
  void aFileThatEndsWithinACharacterIsRefused() throws IOException {
    assertEquals(
        "f:1:2: this is not UTF-8 text; a YAML file in UTF-8",
        onlyProblem(new byte[] {'a', (byte) 0xc3}));
  }

  @Test
  void utf16IsRefused() throws IOException {
    assertTrue(onlyProblem(GOOD.getBytes(StandardCharsets.UTF_16)).contains("is not UTF-8 text"));
    assertTrue(
        onlyProblem(GOOD.getBytes(StandardCharsets.UTF_16BE)).contains("looks like a binary file"));
  }

  @Test
  void halfACharacterIsRefused() {
    assertTrue(onlyProblem("cluster: \ud83d").startsWith("f:1:10: character \\ud83d"));
  }

  @Test
  void aByteOrderMarkIsSkipped() {
    assertInstanceOf(SpecResult.Valid.class, SpecReader.read("f", "\ufeff" + GOOD));
  }

  @Test
  void windowsLineEndsDoNotMoveThePlaces() {
    assertEquals(
        "f:4:8: 'fence' of the spec cannot be 'x'; allowed: none, stop",
        onlyProblem((GOOD + "fence: x\n").replace("\n", "\r\n")));
  }

  @Test
  void aFileThatIsNotThereIsRefused() {
    assertEquals(
        "f:1:1: there is no such file; the path of a YAML file",
        onlyProblem(folder.resolve("nowhere.yaml")));
  }

  @Test
  void aFolderIsRefused() {
    assertTrue(onlyProblem(folder).startsWith("f:1:1: cannot be read: "), onlyProblem(folder));
  }

  @Test
  void aBombOfScalarsInListsDoesNotMultiply() {
    String bomb = "cluster: w\nx: &a [l, l]\ny: &b [*a, *a]\nz: &c [*b, *b, *b, *b]\n";
    assertEquals(
        5, problems(SpecReader.read("f", bomb)).size(), "three unknown keys, two missing ones");
  }

  @Test
  void aThousandMistakesAreNotAllListed() {
    StringBuilder yaml = new StringBuilder(GOOD);
    for (int i = 0; i < 1000; i++) {
      yaml.append("key").append(i).append(": 1\n");
    }
    assertEquals(100, problems(SpecReader.read("f", yaml.toString())).size());
  }

  @Test
  void aMessageStaysOnOneLineAndSendsNothingToTheTerminal() {
    String problem = onlyProblem(GOOD + "fence: \"\\e[31m\\n\\u202e" + "x".repeat(100) + "\"\n");
    assertEquals(
        "f:4:8: 'fence' of the spec cannot be '\\u001b[31m\\u000a\\u202e"
            + "x".repeat(38)
            + "…'; allowed: none, stop",
        problem);
  }
}
