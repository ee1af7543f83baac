package dev.handoff.controller;

import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.port.Fence;
import dev.handoff.controller.port.Fleet;
import dev.handoff.controller.port.Journal;
import dev.handoff.controller.port.NodeChannel;
import dev.handoff.controller.port.Notifier;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Ports that end the evaluation at one call, and decide what becomes of that call. */
final class Killing {

  /** What becomes of the call in flight. */
  enum Moment {
    /** It was never made. */
    BEFORE,
    /** It took effect, and nobody heard of it. */
    AFTER,
    /** It takes effect when {@link #land} is called, long after its caller has died. */
    LATE
  }

  /** The process is gone. An Error, so that no code under test can go on. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(String call) {
      super(call);
    }
  }

  private static final Set<String> READS =
      Set.of("read", "clusters", "locate", "newest", "lateBound", "key");
  private static final Set<String> NO_CALLS = Set.of("lateBound", "key");

  private final Ports ports;
  private final Predicate<List<String>> victim;
  private final Moment moment;
  private final List<String> calls = new ArrayList<>();
  private @Nullable Runnable inFlight;

  Killing(Ports real, int victim, Moment moment) {
    this(real, moment, calls -> calls.size() - 1 == victim);
  }

  private Killing(Ports real, Moment moment, Predicate<List<String>> victim) {
    this.victim = victim;
    this.moment = moment;
    this.ports =
        new Ports(
            killing(ClusterStore.class, real.store()),
            killing(NodeChannel.class, real.channel()),
            killing(Addresses.class, real.addresses()),
            killing(Journal.class, real.journal()),
            killing(Notifier.class, real.notifier()),
            killing(Fence.class, real.fence()),
            killing(Fleet.class, real.fleet()),
            real.time());
  }

  /** Ports that kill nobody. */
  static Killing nobody(Ports real) {
    return new Killing(real, -1, Moment.BEFORE);
  }

  /** Ports that kill at the first call of that name, for example {@code Addresses.move}. */
  static Killing atFirst(Ports real, String call, Moment moment) {
    return new Killing(real, moment, calls -> calls.getLast().equals(call));
  }

  Ports ports() {
    return ports;
  }

  /** The calls that were made so far, as {@code Port.method}. */
  List<String> calls() {
    return calls;
  }

  /** Whether a call changes anything, so that it can do so late. */
  static boolean changes(String call) {
    return !READS.contains(call.substring(call.indexOf('.') + 1));
  }

  /** Lets the call that was in flight take effect; nobody is left to hear of it. */
  void land() {
    if (inFlight != null) {
      inFlight.run();
    }
  }

  private <T> T killing(Class<T> port, T real) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (NO_CALLS.contains(method.getName())) {
            return invoked(method, real, arguments);
          }
          String call = port.getSimpleName() + "." + method.getName();
          calls.add(call);
          if (!victim.test(calls)) {
            return invoked(method, real, arguments);
          }
          if (moment == Moment.AFTER) {
            invoked(method, real, arguments);
          } else if (moment == Moment.LATE && changes(call)) {
            inFlight = () -> landed(method, real, arguments);
          }
          throw new Killed(moment + " " + call);
        };
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
  }

  private static Object invoked(Method method, Object real, Object[] arguments) throws Throwable {
    try {
      return method.invoke(real, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Whether the caller still had the right to was asked when the call was sent. */
  private static void landed(Method method, Object real, Object[] arguments) {
    Object[] sent = arguments.clone();
    for (int i = 0; i < sent.length; i++) {
      sent[i] = sent[i] instanceof BooleanSupplier ? (BooleanSupplier) () -> true : sent[i];
    }
    try {
      method.invoke(real, sent);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(method + " failed late", e);
    }
  }
}
