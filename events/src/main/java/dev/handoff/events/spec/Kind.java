package dev.handoff.events.spec;

import dev.handoff.events.SortedCopy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a service is made of: how it is started, stopped and asked for its state. */
public sealed interface Kind {

  /** Started, supervised and stopped by the beacon itself. */
  record Supervised(
      List<String> command, Map<String, String> environment, @Nullable String directory)
      implements Kind {
    public Supervised {
      command = List.copyOf(command);
      environment = SortedCopy.of(environment);
    }
  }

  /** A systemd unit. */
  record Systemd(String unit) implements Kind {}

  /** An OCF resource agent, for example {@code heartbeat:apache}. */
  record Ocf(String agent, Map<String, String> parameters) implements Kind {
    public Ocf {
      parameters = SortedCopy.of(parameters);
    }
  }

  /**
   * Commands of the operator's own. Each is an argument list that no shell interprets; exit code 0
   * is success, for {@code monitor} 7 is "not running".
   */
  record Command(List<String> start, List<String> stop, List<String> monitor) implements Kind {
    public Command {
      start = List.copyOf(start);
      stop = List.copyOf(stop);
      monitor = List.copyOf(monitor);
    }
  }

  /**
   * An address of the group as the machine itself has it: put on one of its interfaces, and taken
   * away. No spec names this kind; it follows from the {@link Address}.
   *
   * @param address IPv4, or on loopback also IPv6
   * @param prefix its length, from 1 to 32 or 128
   * @param loopback it is put on {@code lo}; else on the interface of its subnet
   */
  record InterfaceAddress(String address, int prefix, boolean loopback) implements Kind {}

  /** Nothing is started or stopped: somebody else does that; it is only monitored. */
  record External() implements Kind {}
}
