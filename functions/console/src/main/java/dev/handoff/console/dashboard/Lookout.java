package dev.handoff.console.dashboard;

import dev.handoff.console.remote.Contact;
import dev.handoff.console.remote.Failure;
import dev.handoff.console.status.ClusterView;
import dev.handoff.console.status.Pulse;
import dev.handoff.console.status.Pulse.NodePulse;
import dev.handoff.controller.port.Time;
import dev.handoff.events.JournalEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a cluster, again and again: takes its pulse each time, and reads the rest only when
 * there is something new, so that watching costs the cloud little. For one thread.
 */
final class Lookout {

  /** The slowest pace while all is well, and the fastest. */
  private static final Duration SLOW = Duration.ofSeconds(1);

  private static final Duration FAST = Duration.ofMillis(250);

  /** While nothing can be read, nobody gains by asking more often. */
  private static final Duration PATIENT = Duration.ofSeconds(5);

  /** So often the cloud is asked where the addresses are, though nothing has changed. */
  private static final Duration FRESH = Duration.ofSeconds(10);

  /** The journal may be a moment behind the record. */
  private static final Duration CATCHING_UP = Duration.ofSeconds(1);

  /** Strips with a longer hole in what was seen begin anew. */
  private static final Duration HOLE = Duration.ofSeconds(10);

  private final Contact contact;
  private final Time time;
  private final Map<String, Strip> strips = new LinkedHashMap<>();
  private Moment last;
  private @Nullable Pulse read;
  private long readAt;
  private List<JournalEntry> journal = List.of();
  private boolean moving;

  Lookout(Contact contact, Time time) {
    this.contact = contact;
    this.time = time;
    this.last = Moment.none(time.now());
  }

  /** One look. What goes wrong is told in what it returns, and tried again next time. */
  Moment look() {
    Instant before = last.at();
    try {
      Pulse pulse = contact.pulse();
      Instant now = time.now();
      advance(pulse, before, now);
      Scene scene = last.scene();
      long number = last.number() + 1;
      boolean due = scene == null || isDue(pulse);
      if (due) {
        scene = read(pulse);
      }
      last =
          new Moment(
              number,
              now,
              scene,
              due ? number : last.sceneNumber(),
              new ArrayList<>(strips.values()),
              null,
              pace(pulse));
    } catch (Failure e) {
      last = troubled(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // Whoever watches must see that nothing is seen, whatever has kept us from looking.
      last = troubled(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
    return last;
  }

  private void advance(Pulse pulse, Instant before, Instant now) {
    boolean anew = last.number() == 0 || Duration.between(before, now).compareTo(HOLE) > 0;
    Map<String, Strip> next = new LinkedHashMap<>();
    for (NodePulse node : pulse.nodes()) {
      Strip known = strips.get(node.node());
      next.put(
          node.node(),
          known == null || anew ? Strip.first(node, now) : known.next(node, before, now));
    }
    strips.clear();
    strips.putAll(next);
  }

  private boolean isDue(Pulse pulse) {
    Pulse former = read;
    if (former == null
        || moving
        || !former.revision().equals(pulse.revision())
        || former.newestEntry() != pulse.newestEntry()) {
      return true;
    }
    Duration age = Duration.ofNanos(time.nanos() - readAt);
    return age.compareTo(FRESH) >= 0
        || (newestRead() < pulse.newestEntry() && age.compareTo(CATCHING_UP) >= 0);
  }

  private Scene read(Pulse pulse) throws Failure {
    ClusterView view = contact.status();
    if (newestRead() != pulse.newestEntry()) {
      journal = contact.history(Scene.MOST_ENTRIES);
    }
    read = pulse;
    readAt = time.nanos();
    moving = view.groups().stream().anyMatch(group -> group.state().equals("moving"));
    return Scene.of(contact.where(), view, pulse.beat(), journal);
  }

  private long newestRead() {
    return journal.isEmpty() ? 0 : journal.getLast().number();
  }

  private static Duration pace(Pulse pulse) {
    Duration half = pulse.beat().interval().dividedBy(2);
    return half.compareTo(FAST) < 0 ? FAST : half.compareTo(SLOW) > 0 ? SLOW : half;
  }

  private Moment troubled(String why) {
    return new Moment(
        last.number() + 1,
        time.now(),
        last.scene(),
        last.sceneNumber(),
        last.strips(),
        why,
        last.trouble() == null ? SLOW : PATIENT);
  }
}
