package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** The manual and the completion say what the command line says. */
final class ManualTest {

  @TempDir private Path folder = Path.of("");

  static Stream<String> commands() {
    return Handoff.commandLine(Map.of()).getSubcommands().keySet().stream();
  }

  private static String run(String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = Handoff.commandLine(Map.of());
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    assertEquals(ExitCode.DONE, line.execute(words), err::toString);
    return out.toString();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasAPageThatTellsAllItsOptions(String command) {
    String page = run("man", command);

    CommandLine line =
        Objects.requireNonNull(Handoff.commandLine(Map.of()).getSubcommands().get(command));
    for (OptionSpec option : line.getCommandSpec().options()) {
      String longest = option.longestName().replace("-", "\\-");
      assertTrue(page.contains(longest), () -> option + " is not in:\n" + page);
    }
    assertTrue(page.startsWith(".TH \"HANDOFF\\-"), page);
  }

  @Test
  void thePagesAreWrittenWhereManFindsThem() throws IOException {
    run("man", "--into", folder.toString());

    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(commands().count() + 1, files.count());
    }
    assertTrue(Files.readString(folder.resolve("handoff.1")).contains("failcount"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void groffHasNothingToSayAgainstAPage(String command) throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/groff")), "no groff here: the pages go unchecked");
    Path page = Files.writeString(folder.resolve(command + ".1"), run("man", command));

    List<String> said = output("/usr/bin/groff", "-man", "-ww", "-Tascii", "-z", page.toString());

    assertEquals(List.of(), said);
  }

  @ParameterizedTest
  @CsvSource({
    "sta, status",
    "status --wat, --watch",
    "doctor --sta, --stack",
    "history --ki, --kind",
    "expl, explain",
    "replay --rec, --recorded-spec"
  })
  void bashCompletes(String typed, String whole) throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/bin/bash")), "no bash here: completion goes unchecked");
    Path script = Files.writeString(folder.resolve("completion"), run("completion"));
    String words = "handoff " + typed;
    int last = words.split(" ", -1).length - 1;

    List<String> replies =
        output(
            "/bin/bash",
            "-c",
            """
            source %s
            COMP_WORDS=(%s); COMP_CWORD=%d; COMP_LINE='%s'; COMP_POINT=${#COMP_LINE}
            _complete_handoff
            printf '%%s\\n' "${COMPREPLY[@]}"
            """
                .formatted(script, words, last, words));

    assertTrue(replies.stream().map(String::strip).anyMatch(whole::equals), replies::toString);
  }

  private static List<String> output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String all = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), all);
    return all.lines().toList();
  }
}
