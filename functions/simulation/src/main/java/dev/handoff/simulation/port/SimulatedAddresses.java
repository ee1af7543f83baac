package dev.handoff.simulation.port;

import dev.handoff.controller.port.Addresses;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import dev.handoff.simulation.fault.FaultKind;
import dev.handoff.simulation.fault.Provider;
import dev.handoff.simulation.promise.Fact;
import dev.handoff.simulation.promise.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * The cloud's network as a function sees it. Calls are throttled, slow, lost, late or half done;
 * descriptions are eventually consistent. Retries as our adapters make them. EC2 knows no fencing
 * token and no condition; Oracle takes a change on condition of an ETag, and may leave a public IP
 * unassigned on its way.
 */
final class SimulatedAddresses implements Addresses {

  private static final Duration LATE = Duration.ofSeconds(12);
  private static final long PATIENCE = Duration.ofSeconds(8).toNanos();
  private static final long QUICK = Duration.ofMillis(40).toNanos();
  private static final long USUAL = Duration.ofMillis(400).toNanos();
  private static final long SLOW = Duration.ofSeconds(3).toNanos();
  private static final long BACKOFF = Duration.ofMillis(100).toNanos();
  private static final long MOST_BACKOFF = Duration.ofSeconds(2).toNanos();

  private final Invocation function;
  private final AddressBook book;

  SimulatedAddresses(Invocation function) {
    this.function = function;
    this.book = function.cloud().addresses();
  }

  @Override
  public List<Located> locate(ClusterSpec spec, List<Address> addresses) {
    function.enter("locate", QUICK, most());
    boolean down = function.strikes(FaultKind.CLOUD_DOWN);
    List<Located> located = new ArrayList<>();
    for (Address address : addresses) {
      boolean stale = function.strikes(FaultKind.CLOUD_STALE);
      located.add(
          new Located(
              address,
              down
                  ? new Place.Unreadable("simulated: the cloud does not answer")
                  : book.place(spec, address, stale)));
    }
    function.leave("locate", QUICK, USUAL);
    return located;
  }

  private long most() {
    return function.strikes(FaultKind.CLOUD_SLOW) ? SLOW : USUAL;
  }

  /**
   * {@inheritDoc}
   *
   * <p>All at the same time means: either all ask who is current before any of them calls, or they
   * take turns, and in any order.
   */
  @Override
  public List<Moved> move(
      ClusterSpec spec, List<Address> addresses, NodeSpec target, BooleanSupplier current) {
    boolean together = function.dice().chance(0.5);
    List<Address> turns = new ArrayList<>(addresses);
    if (function.dice().chance(0.5)) {
      turns.sort(Comparator.comparing(Address::name).reversed());
    }
    Map<Address, Optional<View>> asked = new HashMap<>();
    if (together) {
      turns.forEach(address -> asked.put(address, permission(current)));
    }
    Map<Address, Moved> results = new HashMap<>();
    for (Address address : turns) {
      Optional<View> first = asked.getOrDefault(address, Optional.empty());
      if (!together) {
        first = permission(current);
      }
      results.put(
          address,
          first.isPresent()
              ? attempts(spec, address, target, current, first.get())
              : new Moved.NotCurrent(address));
    }
    return addresses.stream().map(results::get).toList();
  }

  /** What the function knew when it was told that it may call; empty: it may not. */
  private Optional<View> permission(BooleanSupplier current) {
    return current.getAsBoolean() ? Optional.of(function.view()) : Optional.empty();
  }

  private Moved attempts(
      ClusterSpec spec, Address address, NodeSpec target, BooleanSupplier current, View first) {
    String networkInterface = target.networkInterface();
    if (networkInterface == null) {
      return new Moved.Refused(address, "node " + target.name() + " has no interface");
    }
    if (book.place(spec, address, function.strikes(FaultKind.CLOUD_STALE))
        .equals(new Place.AtNode(target.name()))) {
      return new Moved.Accepted(address);
    }
    long start = function.cloud().agenda().now();
    long backoff = BACKOFF;
    boolean doubtful = false;
    View permitted = first;
    while (true) {
      function.enter("move", QUICK, most());
      Attempt attempt = attempt(spec, address, target, permitted);
      function.leave("move", QUICK, USUAL);
      switch (attempt) {
        case DONE -> {
          return new Moved.Accepted(address);
        }
        case REFUSED -> {
          return new Moved.Refused(address, "simulated: refused");
        }
        case SILENT -> doubtful = true;
        case TURNED_AWAY -> {}
      }
      long pause = function.dice().between(backoff / 2, backoff);
      if (function.cloud().agenda().now() - start + pause >= PATIENCE) {
        return new Moved.Unknown(address, "simulated: given up, doubtful " + doubtful);
      }
      function.sleep(pause);
      backoff = Math.min(backoff * 2, MOST_BACKOFF);
      Optional<View> still = permission(current);
      if (still.isEmpty()) {
        return doubtful
            ? new Moved.Unknown(address, "simulated: overtaken in doubt")
            : new Moved.NotCurrent(address);
      }
      permitted = still.get();
    }
  }

  private enum Attempt {
    DONE,
    REFUSED,
    TURNED_AWAY,
    SILENT
  }

  private Attempt attempt(ClusterSpec spec, Address address, NodeSpec target, View permitted) {
    String networkInterface = Objects.requireNonNull(target.networkInterface());
    String group =
        spec.groupOf(address.name())
            .orElseThrow(() -> new IllegalStateException("no group"))
            .name();
    function
        .cloud()
        .history()
        .tell(new Fact.Asked(spec.cluster(), group, address.name(), target.name(), permitted));
    if (!book.exists(address)) {
      return Attempt.REFUSED;
    }
    Runnable lead = change(spec, address, networkInterface);
    if (function.strikes(FaultKind.CLOUD_THROTTLES)) {
      return Attempt.TURNED_AWAY;
    }
    if (function.strikes(FaultKind.ETAGS_CHANGE)) {
      return Attempt.TURNED_AWAY;
    }
    if (function.strikes(FaultKind.CLOUD_REFUSES)) {
      return Attempt.REFUSED;
    }
    if (function.strikes(FaultKind.CLOUD_DOWN)) {
      return Attempt.SILENT;
    }
    if (function.strikes(FaultKind.CLOUD_LOSES_REPLIES)) {
      lead.run();
      return Attempt.SILENT;
    }
    if (function.strikes(FaultKind.CLOUD_LATE)) {
      function.later(Duration.ofMillis(100), Duration.ofSeconds(45), lead);
      return Attempt.SILENT;
    }
    if (function.strikes(FaultKind.CLOUD_PARTIAL)) {
      String slot = AddressBook.slots(address).getFirst();
      book.lead(spec.cluster(), address, slot, networkInterface);
      return Attempt.SILENT;
    }
    if (isOracles() && address instanceof Address.PublicIp) {
      return throughNowhere(spec, address, networkInterface);
    }
    if (function.dice().chance(0.5)) {
      lead.run();
    } else {
      // Taken at once, in force a little later.
      function.later(Duration.ofMillis(100), Duration.ofSeconds(5), lead);
    }
    return Attempt.DONE;
  }

  private boolean isOracles() {
    return function.cloud().provider() == Provider.OCI;
  }

  /** What a call does when it takes effect; on a condition, nothing if somebody was faster. */
  private Runnable change(ClusterSpec spec, Address address, String networkInterface) {
    if (!isOracles()) {
      return () -> book.lead(spec.cluster(), address, networkInterface);
    }
    List<Long> tag = book.tag(address);
    return () -> {
      if (book.tag(address).equals(tag)) {
        book.lead(spec.cluster(), address, networkInterface);
      }
    };
  }

  /** A public IP is taken off, and put on a while later: or not, and nobody says so. */
  private Attempt throughNowhere(ClusterSpec spec, Address address, String networkInterface) {
    book.lead(spec.cluster(), address, "");
    if (function.strikes(FaultKind.CLOUD_UNASSIGNS)) {
      function.leave("poll", QUICK, USUAL);
      return Attempt.TURNED_AWAY;
    }
    Runnable put = change(spec, address, networkInterface);
    if (function.dice().chance(0.5)) {
      put.run();
    } else {
      function.later(Duration.ofMillis(100), Duration.ofSeconds(5), put);
    }
    return Attempt.DONE;
  }

  @Override
  public List<Moved> release(ClusterSpec spec, List<Address> addresses, BooleanSupplier current) {
    List<Moved> results = new ArrayList<>();
    for (Address address : addresses) {
      results.add(current.getAsBoolean() ? released(spec, address) : new Moved.NotCurrent(address));
    }
    return results;
  }

  private Moved released(ClusterSpec spec, Address address) {
    function.enter("release", QUICK, most());
    if (!book.exists(address) || function.strikes(FaultKind.CLOUD_REFUSES)) {
      return new Moved.Refused(address, "simulated: refused");
    }
    if (function.strikes(FaultKind.CLOUD_DOWN)) {
      return new Moved.Unknown(address, "simulated: no reply");
    }
    if (book.place(spec, address) instanceof Place.AtNode) {
      book.lead(spec.cluster(), address, "");
    }
    boolean lost = function.strikes(FaultKind.CLOUD_LOSES_REPLIES);
    function.leave("release", QUICK, USUAL);
    return lost ? new Moved.Unknown(address, "simulated: no reply") : new Moved.Accepted(address);
  }

  @Override
  public Duration lateBound() {
    return LATE;
  }
}
