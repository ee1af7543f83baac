package dev.handoff.console.conversion;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.conversion.ImportResult.Imported;
import dev.handoff.console.conversion.ImportResult.Refused;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Damaged input: a valid spec or one message, never anything else, never for long. */
final class DamageTest {

  /** Far beyond what any of these takes; a hang must not stop the build. */
  private static final Duration LONG = Duration.ofSeconds(60);

  private static final int ROUNDS = 150;

  private static final List<String> SPLINTERS =
      List.of(
          "\"",
          "'",
          "\\",
          "\n",
          "<",
          ">",
          "&x;",
          "=",
          ":",
          "(",
          ")",
          "{",
          "[",
          "rule",
          "inf:",
          "\u0000",
          "é",
          "999999999999999999999",
          "-1",
          "PT99999999999H",
          "ip=::1",
          "%s",
          "#",
          "  ",
          "true",
          "on-fail=",
          "set",
          "op",
          "meta");

  @ParameterizedTest
  @MethodSource("dev.handoff.console.conversion.Samples#all")
  void survivesTheEndOfTheTextAnywhere(String sample) {
    byte[] whole = Samples.bytes(sample);
    for (int length = 0; length < whole.length; length += 1 + length % 7) {
      check(sample + " cut at " + length, Arrays.copyOf(whole, length));
    }
  }

  @ParameterizedTest
  @MethodSource("dev.handoff.console.conversion.Samples#all")
  void survivesDamageAnywhere(String sample) {
    byte[] whole = Samples.bytes(sample);
    for (long seed = 0; seed < ROUNDS; seed++) {
      check(sample + " with seed " + seed, damaged(whole, new SplittableRandom(seed)));
    }
  }

  /** One to four pieces are lost, doubled, overwritten, or have something wedged in. */
  private static byte[] damaged(byte[] whole, SplittableRandom random) {
    byte[] bytes = whole;
    for (int i = random.nextInt(1, 5); i > 0; i--) {
      int from = random.nextInt(bytes.length);
      int to = Math.min(bytes.length, from + random.nextInt(1, 40));
      String splinter = SPLINTERS.get(random.nextInt(SPLINTERS.size()));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.write(bytes, 0, from);
      int kind = random.nextInt(4);
      if (kind == 1) {
        out.write(bytes, from, to - from);
      } else if (kind >= 2) {
        out.writeBytes(splinter.getBytes(StandardCharsets.UTF_8));
      }
      int rest = kind == 0 || kind == 3 ? to : from;
      out.write(bytes, rest, bytes.length - rest);
      bytes = out.size() == 0 ? whole : out.toByteArray();
    }
    return bytes;
  }

  private static void check(String what, byte[] bytes) {
    try {
      switch (new Importer("in", "spec", null).read(bytes)) {
        case Imported imported -> {
          boolean known =
              imported.problems().stream()
                  .allMatch(p -> p.contains("have the same") || p.contains("moves what"));
          assertTrue(known, what + ": " + imported.problems() + "\n" + imported.spec());
        }
        case Refused refused -> {
          assertFalse(refused.why().isBlank(), what);
          assertEquals(1, refused.why().lines().count(), what + ": " + refused.why());
        }
      }
    } catch (RuntimeException e) {
      throw new AssertionError(what + "\n" + new String(bytes, StandardCharsets.UTF_8), e);
    }
  }

  @Test
  void refusesAnEntityBomb() {
    String bomb =
        "<?xml version=\"1.0\"?>\n<!DOCTYPE cib [<!ENTITY a \"aaaaaaaaaa\">"
            + "<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;\">]>\n"
            + "<cib><configuration>&c;</configuration></cib>";

    assertEquals("in:2: a document type is not allowed", Samples.refusal(bomb));
  }

  @Test
  void refusesAFileThatIsLargerThanAnyConfiguration() {
    String large = "# " + "x".repeat(10 << 20);

    assertEquals("in: larger than 8 MB: no configuration", Samples.refusal(large));
  }

  @Test
  void readsMegabytesOfOneKindInBoundedTime() {
    for (String piece :
        List.of(
            "node ",
            "(",
            "\\\n",
            "\"a",
            "x=1 ",
            "\n\n",
            "location a b rule ",
            "set ",
            "<a>",
            " \n  \n",
            "primitive p",
            "Resources:\n Group: ",
            "a:b:",
            "(id:")) {
      for (String start :
          List.of("", "node a\nproperty x=", "Cluster Name: x\nResources:\n", "<cib>")) {
        // As large as it may be once; what is not linear shows in a seventh of that, too.
        int length = start.isEmpty() ? 7 << 20 : 1 << 20;
        byte[] bytes =
            (start + piece.repeat(length / piece.length())).getBytes(StandardCharsets.UTF_8);
        assertTimeoutPreemptively(LONG, () -> check(start + " and " + piece + " repeated", bytes));
      }
    }
  }

  @Test
  void boundsWhatSetsMultiplyInto() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      text.append("primitive p").append(i).append(" systemd:u").append(i).append('\n');
    }
    String half = numbered(0, 30);
    String other = numbered(30, 60);
    for (int i = 0; i < 100; i++) {
      text.append("order o%d Optional: ( %s ) ( %s )\n".formatted(i, half, other));
    }

    assertEquals(
        "in:72: constraints that bind more than 10000 pairs", Samples.refusal(text.toString()));
  }

  private static String numbered(int from, int to) {
    StringBuilder names = new StringBuilder();
    for (int i = from; i < to; i++) {
      names.append(" p").append(i);
    }
    return names.toString().strip();
  }
}
