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
import java.lang.reflect.Proxy;

/** Ports that end the evaluation at one numbered call, before or after it took effect. */
final class Killing {

  /** The process is gone. An Error, so that no code under test can go on. */
  static final class Killed extends Error {
    private static final long serialVersionUID = 1L;

    Killed(String call) {
      super(call);
    }
  }

  private final Ports ports;
  private final int victim;
  private final boolean after;
  private int calls;

  Killing(Ports real, int victim, boolean after) {
    this.victim = victim;
    this.after = after;
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

  Ports ports() {
    return ports;
  }

  /** How many calls were made so far. */
  int calls() {
    return calls;
  }

  private <T> T killing(Class<T> port, T real) {
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          boolean io = !method.getName().equals("lateBound") && !method.getName().equals("key");
          int call = io ? calls++ : -1;
          if (call == victim && !after) {
            throw new Killed("before " + method.getName());
          }
          try {
            Object result = method.invoke(real, arguments);
            if (call == victim) {
              throw new Killed("after " + method.getName());
            }
            return result;
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
  }
}
