package dev.handoff.beacon.host;

import dev.handoff.beacon.linux.Rtnetlink;
import dev.handoff.beacon.loop.Action;
import dev.handoff.events.spec.Kind;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Tells the kernel until when an address stays on its interface. One after the other, on a thread
 * of their own that is there with the first one: the kernel may let a caller wait while it changes
 * an interface, and nothing else should wait with it.
 */
public final class AddressLifetimes {

  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Rtnetlink kernel = new Rtnetlink();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("address-lifetimes").daemon().factory());
  private final LongSupplier clock;
  private final Consumer<String> log;
  private String told = "";

  /**
   * Tells the kernel nothing yet.
   *
   * @param clock the loop's time, on any thread
   * @param log hears of what does not work, once, on another thread
   */
  public AddressLifetimes(LongSupplier clock, Consumer<String> log) {
    this.clock = clock;
    this.log = log;
  }

  /** Has it done soon, and after all that was asked for before. */
  public void lend(Action.Lend action) {
    thread.execute(() -> tell(action));
  }

  private void tell(Action.Lend action) {
    String why = "";
    try {
      set(action);
    } catch (IOException e) {
      why = "an address cannot be lent to its interface: " + e.getMessage();
    }
    if (!why.isEmpty() && !why.equals(told)) {
      log.accept(why);
    }
    told = why;
  }

  /**
   * Sets it, unless the address is not there: then a start brings it back, which asks the cloud
   * first, and not this. A loan that is as good as over is left to end.
   *
   * @throws IOException if the kernel refuses, or the end of this address would be that of others
   */
  void set(Action.Lend action) throws IOException {
    Kind.InterfaceAddress kind = (Kind.InterfaceAddress) action.service().kind();
    InetAddress address = InetAddress.ofLiteral(kind.address());
    Optional<Nic> nic = Nic.all().stream().filter(each -> each.has(address)).findFirst();
    if (nic.isEmpty() || !(address instanceof Inet4Address ip)) {
      return;
    }
    if (!action.isForGood()) {
      String refused = AddressDriver.whyItStays(nic.get(), address);
      if (refused != null) {
        throw new IOException(refused);
      }
    }
    NetworkInterface own = NetworkInterface.getByName(nic.get().name());
    if (own == null) {
      return; // Gone since it was looked at, and its addresses with it.
    }
    int prefix = nic.get().prefix(address);
    long left =
        action.isForGood() ? Rtnetlink.FOR_GOOD : (action.until() - clock.getAsLong()) / SECOND;
    if (left >= 1) {
      kernel.setLifetime(own.getIndex(), ip, prefix, left);
    }
  }
}
