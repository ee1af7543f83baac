package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.ExitCode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ImportCommandTest {

  @TempDir private Path directory = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path input = Path.of("");

  @BeforeEach
  void writesAConfiguration() throws IOException {
    input = directory.resolve("crm.txt");
    Files.writeString(
        input, "node n1\nprimitive web systemd:httpd op monitor interval=5s mood=good\n");
  }

  private int run(Object... words) {
    CommandLine line = Handoff.commandLine();
    line.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
    String[] arguments = new String[words.length + 1];
    arguments[0] = "import";
    for (int i = 0; i < words.length; i++) {
      arguments[i + 1] = words[i].toString();
    }
    return line.execute(arguments);
  }

  @Test
  void printsTheSpecAndBesideItWhatItCouldNotSay() {
    int code = run(input);

    assertEquals(ExitCode.DONE, code);
    assertTrue(out.toString().contains("\n  web:\n"), out.toString());
    assertTrue(
        err.toString()
            .contains(input + ":2: not carried over: web: monitor: mood=good: a monitor has"),
        err.toString());
  }

  @Test
  void writesTheSpecIntoAFile() throws IOException {
    Path spec = directory.resolve("cluster.yaml");

    int code = run(input, "--output", spec);

    assertEquals(ExitCode.DONE, code);
    assertEquals("", out.toString());
    assertTrue(Files.readString(spec).contains("unit: httpd"));
    assertTrue(err.toString().contains(spec + ":6: fill in: the name of the cluster"));
  }

  @Test
  void neverOverwritesASpec() throws IOException {
    Path spec = Files.writeString(directory.resolve("cluster.yaml"), "mine");

    int code = run(input, "-o", spec);

    assertEquals(ExitCode.BAD_INPUT, code);
    assertEquals("mine", Files.readString(spec));
  }

  @Test
  void writesNothingOfWhatItRefuses() throws IOException {
    Path spec = directory.resolve("cluster.yaml");
    Files.writeString(input, "node n1\nprimitive web\n");

    int code = run(input, "-o", spec);

    assertEquals(ExitCode.BAD_INPUT, code);
    assertFalse(Files.exists(spec));
    assertEquals(input + ":2:11: resource 'web' has no agent", err.toString().strip());
  }

  @Test
  void saysThatASpecIsNotValidYet() throws IOException {
    Files.writeString(
        input,
        """
        primitive a IPaddr2 params ip=10.0.0.9
        primitive b IPaddr2 params ip=10.0.0.9
        """);

    int code = run(input);

    assertEquals(ExitCode.NOT_SO, code);
    assertTrue(err.toString().contains("'b' moves what 'a' moves"), err.toString());
  }
}
