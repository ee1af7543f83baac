package dev.handoff.console.lab.node;

import dev.handoff.beacon.BeaconMain;
import dev.handoff.console.lab.demo.DemoServer;

/**
 * A beacon as it runs in production, that ends with the lab which started it. What it has started
 * ends with it.
 */
public final class TetheredBeacon {

  private TetheredBeacon() {}

  /** Runs a beacon. Arguments are those of {@link BeaconMain}. */
  public static void main(String[] args) throws Exception {
    String lab = System.getenv(DemoServer.LAB_PID);
    if (lab != null) {
      ProcessHandle parent = ProcessHandle.of(Long.parseLong(lab)).orElse(null);
      Thread.ofPlatform().daemon().name("tether").start(() -> endWith(parent));
    }
    BeaconMain.main(args);
  }

  private static void endWith(@org.jspecify.annotations.Nullable ProcessHandle parent) {
    if (parent != null) {
      parent.onExit().join();
    }
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().halt(0);
  }
}
