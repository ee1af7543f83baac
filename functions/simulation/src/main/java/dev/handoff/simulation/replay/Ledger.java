package dev.handoff.simulation.replay;

import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.GroupSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Adds up a journal, recorded or replayed, by the same rules. Not reusable. */
final class Ledger {

  private final ClusterSpec spec;
  private final Pace pace;
  private final Map<String, Account> accounts = new TreeMap<>();
  private int moves;
  private int restarts;

  /** One group, and whether it is served. */
  private static final class Account {
    /** Null: nobody owns it now. */
    @Nullable String owner;

    /** The owner, or the one before it was stopped. */
    @Nullable String last;

    /** Since when it is not served; null: it is. */
    @Nullable Instant since;

    /** When the handover under way was decided; null: none is. */
    @Nullable Instant decided;

    /** It is served again from here on, unless a handover shows that it was not. */
    @Nullable Instant perhapsUntil;

    Duration unserved = Duration.ZERO;

    void ownedBy(String node) {
      owner = node;
      last = node;
    }

    void fails(Instant at) {
      settle();
      if (since == null) {
        since = at;
      }
    }

    void serves(Instant at) {
      Instant from = since;
      if (from != null && at.isAfter(from)) {
        unserved = unserved.plus(Duration.between(from, at));
      }
      since = null;
      decided = null;
      perhapsUntil = null;
    }

    /** What came back without a word was served. */
    void settle() {
      if (perhapsUntil != null && decided == null) {
        serves(perhapsUntil);
      }
    }

    void forget() {
      since = null;
      decided = null;
      perhapsUntil = null;
    }
  }

  private Ledger(ClusterSpec spec, Pace pace) {
    this.spec = spec;
    this.pace = pace;
  }

  /**
   * Adds up.
   *
   * @param spec tells which group a resource is of
   * @param owners of groups at the beginning
   * @param pace how long work is taken to last, whatever the entries say
   */
  static Balance balance(
      Past past,
      List<JournalEntry> entries,
      Map<String, String> owners,
      ClusterSpec spec,
      Pace pace) {
    Ledger ledger = new Ledger(spec, pace);
    owners.forEach((group, owner) -> ledger.account(group).ownedBy(owner));
    int next = 0;
    for (JournalEntry entry : entries) {
      while (next < past.occurrences().size()
          && !past.occurrences().get(next).at().isAfter(entry.at())) {
        ledger.take(past.occurrences().get(next++));
      }
      ledger.take(entry);
    }
    past.occurrences().stream().skip(next).forEach(ledger::take);
    return ledger.close(past.to());
  }

  private Account account(String group) {
    return accounts.computeIfAbsent(group, name -> new Account());
  }

  private void take(Occurrence occurrence) {
    switch (occurrence) {
      case Occurrence.NodeGoes o -> ownedBy(o.node(), account -> account.fails(o.at()));
      case Occurrence.NodeComes o ->
          ownedBy(
              o.node(),
              account -> {
                if (account.since != null && account.decided == null) {
                  account.perhapsUntil = o.at();
                }
              });
      case Occurrence.NodeReboots _,
          Occurrence.ServiceFails _,
          Occurrence.StartFails _,
          Occurrence.Commanded _,
          Occurrence.AddressStrays _ -> {}
    }
  }

  private void ownedBy(String node, Consumer<Account> what) {
    accounts.values().stream().filter(account -> node.equals(account.owner)).forEach(what);
  }

  private void take(JournalEntry entry) {
    Instant at = entry.at();
    switch (entry.happening()) {
      case Happening.ResourceFailed h -> failed(h.resource(), h.node(), at);
      case Happening.ResourceRecovered h -> recovered(h, at);
      case Happening.HandoverBegun h -> begun(account(h.group()), h, at);
      case Happening.OwnerChanged h -> changed(account(h.group()), h, at);
      case Happening.GroupStopped h -> stopped(account(h.group()), h, at);
      default -> {}
    }
  }

  private void failed(String resource, String node, Instant at) {
    spec.groupOf(resource)
        .map(GroupSpec::name)
        .map(this::account)
        .filter(account -> node.equals(account.owner))
        .ifPresent(account -> account.fails(at));
  }

  private void recovered(Happening.ResourceRecovered h, Instant at) {
    restarts++;
    Account account = spec.groupOf(h.resource()).map(g -> account(g.name())).orElse(null);
    if (account != null && h.node().equals(account.owner) && account.decided == null) {
      Duration usual = pace.restart(h.resource());
      Instant since = account.since;
      account.serves(usual == null || since == null ? at : since.plus(usual));
    }
  }

  private static void begun(Account account, Happening.HandoverBegun h, Instant at) {
    if (h.cause() instanceof Cause.FirstStart || h.cause().isWantedStop()) {
      return;
    }
    Instant back = account.perhapsUntil;
    boolean wasServed = back != null && at.isAfter(back.plus(Silence.BOOT));
    if (wasServed) {
      account.settle();
    }
    account.perhapsUntil = null;
    account.fails(at);
    account.decided = at;
  }

  private void changed(Account account, Happening.OwnerChanged h, Instant at) {
    if (account.last != null && !account.last.equals(h.to())) {
      moves++;
    }
    account.ownedBy(h.to());
    Instant decided = account.decided;
    Duration usual = pace.handover(h.group());
    account.serves(usual == null || decided == null ? at : decided.plus(usual));
  }

  private static void stopped(Account account, Happening.GroupStopped h, Instant at) {
    account.owner = null;
    if (h.cause().isWantedStop()) {
      account.forget();
    } else {
      account.fails(at);
      account.decided = at;
    }
  }

  private Balance close(Instant end) {
    Map<String, Duration> unserved = new TreeMap<>();
    Set<String> down = new TreeSet<>();
    accounts.forEach((group, account) -> {
      account.settle();
      if (account.since != null) {
        down.add(group);
        account.serves(end);
      }
      if (account.unserved.isPositive()) {
        unserved.put(group, account.unserved);
      }
    });
    return new Balance(moves, restarts, unserved, down);
  }
}
