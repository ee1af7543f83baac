package dev.handoff.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

/** The .deb and what goes into it, wherever it is built. */
class DebTest {

  @Test
  void isSmallEnough() throws Exception {
    Path deb = Built.only("deb");

    assertTrue(Files.size(deb) <= Built.MOST_BYTES, () -> deb + " is too large");
  }

  @Test
  void hasOneTimeForAllFilesBecauseTheArchiveOfClassesNotesThoseOfTheJars() throws Exception {
    try (Stream<Path> files = Files.walk(Built.staged(""))) {
      List<Long> times = files.map(DebTest::time).distinct().toList();
      assertEquals(1, times.size(), times::toString);
    }
  }

  @Test
  void namesEveryJarInTheClassPathAndNoOther() throws Exception {
    Path home = Built.staged(Assembly.HOME.substring(1));
    String[] words = Files.readString(home.resolve("class-path")).strip().split(" ", -1);
    List<String> named = Stream.of(words[1].split(":", -1)).sorted().toList();
    try (Stream<Path> jars = Files.list(home.resolve("lib"))) {
      List<String> there =
          jars.map(jar -> Assembly.HOME + "/lib/" + jar.getFileName()).sorted().toList();
      assertEquals(there, named);
    }
  }

  @Test
  void explainsEveryKeyInAnExampleThatIsAllComments() throws Exception {
    String example = Files.readString(Built.staged("etc/handoff/beacon.yaml"));

    assertTrue(example.lines().allMatch(line -> line.isEmpty() || line.startsWith("#")), example);
    for (String key :
        List.of(
            "cluster",
            "node",
            "state-directory",
            "reboot",
            "key",
            "boot",
            "allow",
            "interface",
            "transport")) {
      assertTrue(example.contains("#" + key + ":"), () -> key + " is not explained");
    }
  }

  @Test
  void bringsItsManual() throws Exception {
    Path page = Built.staged("usr/share/man/man8/handoff-beacon.8.gz");
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(page))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(text.startsWith(".TH HANDOFF\\-BEACON 8 \"20"), text);
      assertTrue(!text.contains("@"), "a placeholder is left");
    }
  }

  private static long time(Path file) {
    try {
      return Files.getLastModifiedTime(file).toMillis();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
