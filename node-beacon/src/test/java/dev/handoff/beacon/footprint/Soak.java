package dev.handoff.beacon.footprint;

import com.sun.net.httpserver.HttpServer;
import dev.handoff.events.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whether a beacon at ten beats a second grows: {@code Soak SECONDS COMMAND...}. Ends with 1 if the
 * last third of the time shows more memory, threads or open files than the middle one.
 */
public final class Soak {

  private static final Duration BEAT = Duration.ofMillis(100);
  private static final int SAMPLES = 60;

  /** Pages that are touched for the first time are no growth; what grows with beats is more. */
  private static final long KILOBYTES = 1024;

  private static final int FEW = 2;

  private record Sample(long resident, long threads, long files) {}

  private Soak() {}

  public static void main(String[] args) throws Exception {
    Duration pause = Duration.ofSeconds(Long.parseLong(args[0])).dividedBy(SAMPLES);
    Path folder = Files.createTempDirectory("soak");
    HttpServer service = Footprint.service();
    Plan plan = Footprint.plan(service.getAddress().getPort(), BEAT);
    Stores stores = new Stores(plan);
    HttpServer store = stores.plain();
    Path config = Footprint.config(folder, "http", store.getAddress().getPort(), 0);
    List<String> command = new ArrayList<>(List.of(args).subList(1, args.length));
    command.addAll(List.of("--config", config.toString()));
    Process beacon = new ProcessBuilder(command).inheritIO().start();
    boolean grew;
    try {
      grew = watch(beacon.pid(), stores, pause);
    } finally {
      beacon.destroy();
      beacon.waitFor();
      store.stop(0);
      service.stop(0);
    }
    System.exit(grew ? 1 : 0);
  }

  private static boolean watch(long pid, Stores stores, Duration pause)
      throws IOException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      Thread.sleep(pause);
      samples.add(sample(pid));
    }
    int third = SAMPLES / 3;
    Sample middle = most(samples.subList(third, 2 * third));
    Sample end = most(samples.subList(2 * third, SAMPLES));
    boolean grew =
        end.resident > middle.resident + KILOBYTES
            || end.threads > middle.threads + FEW
            || end.files > middle.files + FEW;
    System.out.printf(
        "%d beats in %d s; most in the middle third and in the last: resident %.1f and %.1f MB,"
            + " threads %d and %d, open files %d and %d: %s%n",
        stores.beats(),
        pause.multipliedBy(SAMPLES).toSeconds(),
        middle.resident / 1024.0,
        end.resident / 1024.0,
        middle.threads,
        end.threads,
        middle.files,
        end.files,
        grew ? "it grows" : "it does not grow");
    return grew;
  }

  private static Sample most(List<Sample> samples) {
    return new Sample(
        samples.stream().mapToLong(Sample::resident).max().orElseThrow(),
        samples.stream().mapToLong(Sample::threads).max().orElseThrow(),
        samples.stream().mapToLong(Sample::files).max().orElseThrow());
  }

  private static Sample sample(long pid) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      return new Sample(
          Footprint.status(pid, "VmRSS"), Footprint.status(pid, "Threads"), files.count());
    }
  }
}
