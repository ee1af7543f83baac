package dev.handoff.oci.bench;

import dev.handoff.oci.local.FnContainer;
import dev.handoff.oci.local.LocalInstallation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Not a test, and run by no build unless it is named: cold and warm time of the function's
 * container, called by Fn's protocol, and its memory. {@code functions/oci/benchmarks/start} makes
 * what it needs. Prints figures and judges nothing: they depend on the machine.
 */
class FunctionBenchmark {

  private static final int WARM_UP = 100;
  private static final int WARM = 100;
  private static final byte[] SCHEDULE = "{\"schedule\":{}}".getBytes(StandardCharsets.UTF_8);

  private final int starts = Integer.getInteger("handoff.starts", 6);

  @TempDir private Path folder = Path.of("");

  @Test
  void measure() throws IOException {
    Path image = path("handoff.image");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    try (LocalInstallation site =
        new LocalInstallation("web", List.of("node1", "node2"), image, folder)) {
      site.apply(0);
      measure(site, "a JDK, the jars as they are", FnContainer.command(java, image));
      measure(site, "as the recipe makes it", recipe());
    }
  }

  private static List<String> recipe() {
    Path made = path("handoff.recipe");
    return List.of(
        made.resolve("runtime/bin/java").toString(),
        "@" + path("handoff.options"),
        "-XX:SharedArchiveFile=" + made.resolve("handoff.jsa"),
        "@" + made.resolve("classpath"),
        "dev.handoff.oci.FnMain");
  }

  @SuppressWarnings("SystemOut")
  private void measure(LocalInstallation site, String what, List<String> command)
      throws IOException {
    double[] cold = new double[starts];
    double[] processor = new double[starts];
    System.out.println(what);
    for (int i = 0; i < starts; i++) {
      long start = System.nanoTime();
      Path its = folder.resolve(i + "-" + start);
      try (FnContainer container = FnContainer.start(command, its, site.configuration())) {
        container.call(SCHEDULE);
        cold[i] = (System.nanoTime() - start) / 1e6;
        processor[i] = container.processorMillis();
        if (i == starts - 1) {
          print("  to the first answer, one 2-node cluster", cold);
          print("  processor time of the same, which depends less on a busy machine", processor);
          System.out.printf("  resident after it: %s%n", resident(container.pid()));
          warm(container);
        }
      }
    }
  }

  @SuppressWarnings("SystemOut")
  private static void warm(FnContainer container) throws IOException {
    double[] warm = new double[WARM];
    for (int i = -WARM_UP; i < WARM; i++) {
      long start = System.nanoTime();
      container.call(SCHEDULE);
      warm[Math.max(i, 0)] = (System.nanoTime() - start) / 1e6;
    }
    print("  warm: call to answer, the server's time included", warm);
    System.out.printf("  resident after %d calls: %s%n", WARM_UP + WARM, resident(container.pid()));
  }

  private static Path path(String property) {
    String value = System.getProperty(property);
    if (value == null) {
      throw new IllegalStateException(
          "%s is not set; functions/oci/benchmarks/start does".formatted(property));
    }
    return Path.of(value);
  }

  @SuppressWarnings("SystemOut")
  private static void print(String what, double[] millis) {
    Arrays.sort(millis);
    System.out.printf(
        "%s: median %.0f ms, best %.0f, worst %.0f (of %d)%n",
        what, millis[millis.length / 2], millis[0], millis[millis.length - 1], millis.length);
  }

  private static String resident(long pid) throws IOException {
    Path status = Path.of("/proc/" + pid + "/status");
    if (!Files.isReadable(status)) {
      return "unknown on this system";
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmRSS"))
          .map(line -> line.substring("VmRSS:".length()).strip())
          .findFirst()
          .orElse("unknown");
    }
  }
}
