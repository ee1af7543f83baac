package dev.handoff.beacon.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.Plans;
import dev.handoff.beacon.config.Allowed;
import dev.handoff.beacon.config.BeaconConfig;
import dev.handoff.beacon.loop.Action;
import dev.handoff.beacon.loop.Event;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Service;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the loop hears of its tasks. */
final class HostTest {

  /** No reader of specs lets it pass, so no check expects it. */
  private static final Monitor IMPOSSIBLE =
      Plans.monitor(new Monitor.Check.Tcp("127.0.0.1", 70_000));

  @TempDir private Path folder = Path.of("");

  @Test
  void aTaskThatMeetsAFaultOfTheProgramIsAnsweredAllTheSame() throws Exception {
    BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    BlockingQueue<Throwable> faults = new LinkedBlockingQueue<>();
    Service service = Plans.service("port", new Kind.External(), IMPOSSIBLE);
    try (StateDirectory state = StateDirectory.open(folder)) {
      Host host = new Host(state, config(), events::add, faults::add);

      host.monitor(new Action.RunMonitor(7, service, IMPOSSIBLE));

      var monitored = assertInstanceOf(Event.Monitored.class, events.poll(10, TimeUnit.SECONDS));
      assertEquals(7, monitored.task());
      var unknown = assertInstanceOf(Outcome.Unknown.class, monitored.outcome());
      assertTrue(unknown.detail().startsWith("a fault of the beacon: "), unknown::detail);
      assertInstanceOf(IllegalArgumentException.class, faults.poll(10, TimeUnit.SECONDS));
    }
  }

  /** As where a class is missing that nothing before has needed. */
  @Test
  void aTaskWhoseAnswerCannotBeTakenIsAnsweredAgain() throws Exception {
    BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    BlockingQueue<Throwable> faults = new LinkedBlockingQueue<>();
    AtomicBoolean failed = new AtomicBoolean();
    Monitor monitor = Plans.http(Monitor.OnFail.RESTART);
    Service service = Plans.service("port", new Kind.External(), monitor);
    try (StateDirectory state = StateDirectory.open(folder)) {
      Host host =
          new Host(
              state,
              config(),
              event -> {
                if (!failed.getAndSet(true)) {
                  throw new NoClassDefFoundError("javax/Missing");
                }
                events.add(event);
              },
              faults::add);

      host.monitor(new Action.RunMonitor(7, service, monitor));

      var monitored = assertInstanceOf(Event.Monitored.class, events.poll(10, TimeUnit.SECONDS));
      assertEquals(
          new Outcome.Unknown(
              "a fault of the beacon: java.lang.NoClassDefFoundError: javax/Missing"),
          monitored.outcome());
      assertInstanceOf(NoClassDefFoundError.class, faults.poll(10, TimeUnit.SECONDS));
    }
  }

  private BeaconConfig config() {
    return new BeaconConfig(
        "web",
        "a",
        null,
        null,
        folder,
        List.of(),
        null,
        Allowed.NOTHING,
        new BeaconConfig.TransportConfig.Http(URI.create("http://127.0.0.1:1"), "token"));
  }
}
