package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.console.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class ChaosCommandTest {

  private final StringWriter err = new StringWriter();
  private int exitCode;

  @Test
  void tellsHoursFailoversFaultsAndViolations() {
    String said = run("--seed", "1", "--seeds", "3");

    assertEquals(ExitCode.DONE, exitCode, said);
    for (String figure : new String[] {"simulated", "failovers", "faults", "violations  0"}) {
      assertTrue(said.contains(figure), said);
    }
  }

  @Test
  void saysTheSameOfTheSameSeeds() {
    assertEquals(run("--seed", "7", "--seeds", "3"), run("--seed", "7", "--seeds", "3"));
  }

  @Test
  void speaksJsonToScripts() {
    String last = run("--seeds", "2", "--json").lines().toList().getLast();

    JsonObject result = JsonParser.parseString(last).getAsJsonObject();
    assertEquals("result", result.get("event").getAsString());
    assertTrue(result.get("ok").getAsBoolean(), last);
    assertEquals(2, result.get("worlds").getAsInt());
  }

  @Test
  void playsOnlyTheCalmWorldsOfSomeSeeds() {
    String said = run("--seeds", "4", "--seed", "1009", "--calm");

    assertEquals(ExitCode.DONE, exitCode, said);
    assertTrue(said.startsWith("worlds      1, seeds 1009 to 1009"), said);
  }

  @Test
  void noCalmWorldAmongTheSeedsIsBadInput() {
    run("--seeds", "4", "--seed", "1010", "--calm");

    assertEquals(ExitCode.BAD_INPUT, exitCode);
    assertTrue(err.toString().contains("none of these seeds is calm"), err.toString());
  }

  @Test
  void noSeedsAtAllIsBadInput() {
    run("--seeds", "0");

    assertEquals(ExitCode.BAD_INPUT, exitCode);
    assertTrue(err.toString().contains("at least 1"), err.toString());
  }

  private String run(String... words) {
    StringWriter out = new StringWriter();
    CommandLine line = Handoff.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    String[] all = Arrays.copyOf(new String[] {"chaos"}, words.length + 1);
    System.arraycopy(words, 0, all, 1, words.length);
    exitCode = line.execute(all);
    return out.toString();
  }
}
