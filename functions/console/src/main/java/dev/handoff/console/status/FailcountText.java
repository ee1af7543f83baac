package dev.handoff.console.status;

import dev.handoff.console.status.ClusterView.ServiceView;
import dev.handoff.events.ResourceReport;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Fail-counts, a line for each service and node. */
public final class FailcountText {

  private FailcountText() {}

  /** The lines, without line ends. */
  public static List<String> lines(List<ServiceView> services) {
    return services.stream().map(FailcountText::line).toList();
  }

  private static String line(ServiceView service) {
    String count =
        service.failCount() >= ResourceReport.FATAL
            ? "INFINITY"
            : Integer.toString(service.failCount());
    String line =
        "%s on %s: %s of %s".formatted(service.name(), service.node(), count, service.threshold());
    Instant last = service.lastFailure();
    if (service.failCount() == 0 || last == null) {
      return line;
    }
    String detail = service.lastDetail() == null ? "" : " (" + service.lastDetail() + ")";
    Instant expires = service.expires();
    String end =
        expires == null
            ? "until 'handoff cleanup %s %s'".formatted(service.name(), service.node())
            : "until " + seconds(expires);
    return line + ", last at " + seconds(last) + detail + "; counts " + end;
  }

  private static Instant seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }
}
