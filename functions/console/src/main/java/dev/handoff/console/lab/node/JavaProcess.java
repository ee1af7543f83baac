package dev.handoff.console.lab.node;

import dev.handoff.console.lab.demo.DemoServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines on the Java and the class path that the lab itself runs on. */
public final class JavaProcess {

  private JavaProcess() {}

  /** A program on the lab's own class path. */
  static List<String> command(List<String> flags, Class<?> main, String... arguments) {
    return command(flags, classPath(), main.getName(), arguments);
  }

  /** A program on a class path of its own. */
  private static List<String> command(
      List<String> flags, String classPath, String main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.add("-cp");
    command.add(classPath);
    command.add(main);
    command.addAll(List.of(arguments));
    return command;
  }

  /**
   * Prepares a program on another class path, that ends with the lab.
   *
   * @param extraClassPath what it needs; the lab's own follows
   */
  public static ProcessBuilder tethered(
      List<String> flags, String extraClassPath, String main, String... arguments) {
    List<String> words = new ArrayList<>(List.of(main));
    words.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(
            command(
                flags,
                extraClassPath + System.getProperty("path.separator") + classPath(),
                Tethered.class.getName(),
                words.toArray(String[]::new)));
    builder.environment().put(DemoServer.LAB_PID, Long.toString(ProcessHandle.current().pid()));
    return builder;
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }
}
