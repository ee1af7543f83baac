package dev.handoff.console.cib;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pacemaker's own scheduler, run on a CIB file, as the judge of ours. */
final class CrmSimulate {

  private static final Pattern RESOURCE =
      Pattern.compile(
          "^\\s+\\* (\\S+)\\s+\\(\\S+\\):\\s+(?:(Stopped)|(?:FAILED|Started) (\\S+)|(.*)).*");

  private CrmSimulate() {}

  /** Its version, or empty when it is not installed. */
  static Optional<String> version() {
    try {
      Process process = new ProcessBuilder("crm_simulate", "--version").start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor(10, TimeUnit.SECONDS);
      return output.lines().findFirst().map(line -> line.replace("Pacemaker ", ""));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Where each resource is after the simulated transition; "-" when it is stopped. */
  static Map<String, String> placement(Path file) throws IOException {
    Process process =
        new ProcessBuilder("crm_simulate", "-x", file.toString(), "-S")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int revised = output.indexOf("Revised Cluster Status");
    if (revised < 0) {
      throw new IOException("crm_simulate did not understand " + Files.readString(file));
    }
    Map<String, String> placement = new TreeMap<>();
    for (String line : output.substring(revised).lines().toList()) {
      Matcher matcher = RESOURCE.matcher(line);
      if (matcher.matches()) {
        String node = matcher.group(3) != null ? matcher.group(3) : matcher.group(4);
        placement.put(matcher.group(1), node == null ? "-" : node);
      }
    }
    return placement;
  }
}
