package dev.handoff.console.lab.node;

import dev.handoff.console.lab.demo.DemoServer;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/**
 * Runs another class's {@code main}, in a process that ends with the lab which started it; what
 * that process has started ends with it. So a beacon runs as it does in production, and yet no lab
 * leaves it behind.
 */
public final class Tethered {

  private Tethered() {}

  /**
   * Runs it. Arguments: the name of the class, and then its own.
   *
   * @throws ReflectiveOperationException if there is no such {@code main}
   */
  public static void main(String[] args) throws ReflectiveOperationException {
    String lab = System.getenv(DemoServer.LAB_PID);
    if (lab != null) {
      ProcessHandle parent = ProcessHandle.of(Long.parseLong(lab)).orElse(null);
      Thread.ofPlatform()
          .daemon()
          .name("tether")
          .start(() -> {
            if (parent != null) {
              parent.onExit().join();
            }
            end();
          });
    }
    String[] rest = Arrays.copyOfRange(args, 1, args.length);
    try {
      Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(args[0] + " failed", e.getCause());
    }
  }

  private static void end() {
    ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().halt(0);
  }
}
