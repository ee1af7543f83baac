package dev.handoff.beacon.host;

import dev.handoff.beacon.loop.Measurement;
import dev.handoff.events.spec.Probe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How many processes want to run, for each processor that there is. */
final class LoadAverage {

  private static final Path AVERAGES = Path.of("/proc/loadavg");

  /** Of the machine, as the average is: what this process may use can be less. */
  private static final Path PROCESSORS = Path.of("/sys/devices/system/cpu/online");

  private LoadAverage() {}

  /** Asks the kernel. */
  static Measurement ask(Probe.Load probe) {
    try {
      return level(probe.minutes(), Files.readString(AVERAGES), Files.readString(PROCESSORS));
    } catch (IOException | NumberFormatException e) {
      return new Measurement.Unknown("the load cannot be read: " + e);
    }
  }

  /**
   * The level.
   *
   * @param averages such as {@code 0.52 0.58 0.59 1/977 31415}: over 1, 5 and 15 minutes
   * @param processors such as {@code 0-3,6}
   * @throws NumberFormatException if they are not of these forms
   */
  static Measurement.Level level(int minutes, String averages, String processors) {
    String[] words = averages.strip().split(" ", -1);
    int place = Probe.Load.AVERAGES.indexOf(minutes);
    if (place < 0 || place >= words.length) {
      throw new NumberFormatException("no average of " + minutes + " minutes in " + averages);
    }
    double percent = 100 * Double.parseDouble(words[place]) / count(processors);
    return new Measurement.Level(Math.clamp(percent, 0, Integer.MAX_VALUE / 2.0));
  }

  private static int count(String processors) {
    int count = 0;
    for (String range : processors.strip().split(",", -1)) {
      String[] ends = range.split("-", 2);
      count += Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1;
    }
    if (count < 1) {
      throw new NumberFormatException("no processor in " + processors);
    }
    return count;
  }
}
