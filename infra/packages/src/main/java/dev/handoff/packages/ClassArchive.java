package dev.handoff.packages;

import dev.handoff.beacon.BeaconMain;
import dev.handoff.beacon.footprint.Footprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Makes the archives of the classes that a beacon loads, parsed and laid out as the virtual machine
 * needs them: it maps the file instead of reading jars.
 *
 * <p>It is made here and not on the machine that installs the package, so that nothing runs there
 * that was not tested, and {@code dpkg --verify} covers the file. It is a class archive (AppCDS)
 * and not an AOT cache: the virtual machine itself checks that the jars are those that it was made
 * from, by place, size and time, and works without it where they are not. JDK 25.0.3 runs old
 * classes from an AOT cache when a jar has changed (JDK-8377932); what makes such a cache fast,
 * that its classes are linked already, an archive can have as well.
 */
final class ClassArchive {

  private ClassArchive() {}

  /**
   * The archives, and the store that a beacon which is to use one speaks to. There is one for each
   * cloud, for what an archive holds takes memory, whether it is ever used or not.
   */
  private static final Map<String, String> STORES =
      Map.of("classes-aws.jsa", "dynamodb", "classes-oci.jsa", "oci");

  /**
   * Runs a beacon for some seconds against each cloud's stores on loopback, with TLS and the
   * credentials of an instance, and archives the classes that it loads.
   *
   * @param home the folder that will be {@link Assembly#HOME}
   * @param installed the jars, by the paths that they will have
   */
  static void make(Path home, List<String> installed) throws IOException, InterruptedException {
    String classPath =
        String.join(
            ":",
            installed.stream().map(jar -> home + jar.substring(Assembly.HOME.length())).toList());
    List<String> java =
        List.of(
            home.resolve("runtime/bin/java").toString(),
            "@" + home.resolve("jvm.options"),
            "-cp",
            classPath);
    for (Map.Entry<String, String> each : STORES.entrySet()) {
      Path classes = Files.createTempFile("classes", ".lst");
      try {
        Files.write(classes, train(java, each.getValue()));
        dump(java, classes, home.resolve(each.getKey()));
      } finally {
        Files.delete(classes);
      }
    }
  }

  /**
   * Runs a beacon once.
   *
   * @return the lines of its list of classes, without the numbers that only that list knows
   */
  private static List<String> train(List<String> java, String store)
      throws IOException, InterruptedException {
    Path list = Files.createTempFile(store, ".lst");
    List<String> arguments = new ArrayList<>(List.of(store, "0"));
    arguments.addAll(java);
    arguments.addAll(1 + 2, List.of("-Xshare:off", "-XX:DumpLoadedClassList=" + list));
    arguments.add(BeaconMain.class.getName());
    try {
      Footprint.main(arguments.toArray(String[]::new));
      return Files.readAllLines(list).stream()
          .map(line -> line.replaceFirst(" id: [0-9]+$", ""))
          .toList();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException("the beacon could not be run to see which classes it loads", e);
    } finally {
      Files.delete(list);
    }
  }

  private static void dump(List<String> java, Path list, Path archive)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(java);
    command.addAll(
        1,
        Arrays.asList(
            "-Xshare:dump",
            "-Xlog:disable",
            // All of it is loaded and linked when the virtual machine starts, at once.
            "-XX:+AOTClassLinking",
            "-XX:SharedClassListFile=" + list,
            "-XX:SharedArchiveFile=" + archive));
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0 || !Files.exists(archive)) {
      throw new IOException("the class archive could not be made: exit code " + code);
    }
  }
}
