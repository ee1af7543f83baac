package dev.handoff.simulation.port;

import dev.handoff.events.JournalEntry;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.simulation.fault.Provider;
import dev.handoff.simulation.fault.Weather;
import dev.handoff.simulation.promise.History;
import dev.handoff.simulation.world.Agenda;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The state behind all ports, and what the weather does to it. */
public final class Cloud {

  /** The moment at which every world begins. */
  public static final Instant BEGINNING = Instant.parse("2026-01-01T00:00:00Z");

  private static final Comparator<JournalEntry> ORDER =
      Comparator.comparingLong(JournalEntry::number)
          .thenComparingLong(entry -> entry.at().toEpochMilli());

  private final Provider provider;
  private final Agenda agenda;
  private final Weather weather;
  private final History history;
  private final RecordStore records;
  private final AddressBook addresses;
  private final Power power;
  private final Map<String, Mailbox> mailboxes = new HashMap<>();
  private final Map<String, NavigableSet<JournalEntry>> journal = new HashMap<>();
  private final Map<String, Instant> losses = new TreeMap<>();

  /** Switches machines. */
  public interface Power {

    /** Asks for a machine to be switched off; it is some time later. */
    void off(String cluster, String node);

    boolean isOff(String cluster, String node);
  }

  /**
   * Creates an empty cloud.
   *
   * @param provider whose it is
   * @param swapsBlindly a canary: the store does not compare versions
   */
  public Cloud(
      Provider provider,
      Agenda agenda,
      Weather weather,
      History history,
      Power power,
      boolean swapsBlindly) {
    this.provider = provider;
    this.agenda = agenda;
    this.weather = weather;
    this.history = history;
    this.power = power;
    this.records = new RecordStore(history, agenda, swapsBlindly);
    this.addresses = new AddressBook(history, agenda);
  }

  /** Whose cloud it is. */
  public Provider provider() {
    return provider;
  }

  public Agenda agenda() {
    return agenda;
  }

  public Weather weather() {
    return weather;
  }

  public History history() {
    return history;
  }

  public RecordStore records() {
    return records;
  }

  public AddressBook addresses() {
    return addresses;
  }

  Power power() {
    return power;
  }

  Map<String, Instant> losses() {
    return losses;
  }

  /** The key of a node's items. */
  public static String key(ClusterSpec spec, NodeSpec node) {
    return spec.cluster() + "/" + node.name();
  }

  public Mailbox mailbox(String key) {
    return mailboxes.computeIfAbsent(key, k -> new Mailbox());
  }

  NavigableSet<JournalEntry> journal(String cluster) {
    return journal.computeIfAbsent(cluster, c -> new TreeSet<>(ORDER));
  }

  Instant wallClock() {
    return BEGINNING.plusNanos(agenda.now());
  }
}
