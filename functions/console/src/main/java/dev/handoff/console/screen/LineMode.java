package dev.handoff.console.screen;

import dev.handoff.console.lab.Lab;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.function.Consumer;

/** The lab without a terminal: commands come in as lines, the story goes out as lines. */
public final class LineMode {

  private LineMode() {}

  /** Runs until the input ends or says that it wants to. */
  public static void run(Lab lab, BufferedReader in, Consumer<String> out) throws IOException {
    Explanation.welcome(lab).forEach(out);
    Prompt prompt = new Prompt(lab, out);
    boolean goOn = true;
    while (goOn) {
      String line = in.readLine();
      goOn = line != null && prompt.perform(line);
    }
  }
}
