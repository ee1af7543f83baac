package dev.handoff.installation;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of somebody else, on this machine. */
public final class Program {

  private static final long MINUTES = 10;

  private final List<String> command;
  private final Map<String, String> environment = new HashMap<>();

  private Program(List<String> command) {
    this.command = command;
  }

  /** A program of the PATH; where there is none the test is skipped, and says what to install. */
  public static Program require(String name, String... arguments) {
    String path = System.getenv().getOrDefault("PATH", "");
    File file =
        Arrays.stream(path.split(File.pathSeparator, -1))
            .map(folder -> new File(folder, name))
            .filter(File::canExecute)
            .findFirst()
            .orElseGet(() -> abort("no " + name + " on the PATH: install it to run this test"));
    List<String> command = new ArrayList<>(List.of(file.getPath()));
    command.addAll(List.of(arguments));
    return new Program(command);
  }

  /** The same with this in its environment. */
  public Program with(Map<String, String> more) {
    environment.putAll(more);
    return this;
  }

  /** How it ended: its exit code, and what it printed. */
  public record Ending(int code, String output) {}

  /** Runs it in a folder to its end. */
  public Ending run(Path folder) {
    try {
      Path output = Files.createTempFile("handoff", ".txt");
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().putAll(environment);
      Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IllegalStateException(command + " runs for more than " + MINUTES + " minutes");
      }
      String text = Files.readString(output);
      Files.delete(output);
      return new Ending(process.exitValue(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while " + command + " ran", e);
    }
  }

  /** What it prints when it succeeds. */
  public String output(Path folder) {
    Ending ending = run(folder);
    if (ending.code() != 0) {
      throw new IllegalStateException(
          command + " ended with " + ending.code() + ":\n" + ending.output());
    }
    return ending.output();
  }
}
