package dev.handoff.packages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Lays out, in one folder, the files that both packages bring:
 *
 * <pre>
 * etc/handoff/beacon.yaml
 * usr/bin/handoff-beacon
 * usr/lib/handoff-beacon/        runtime/, lib/*.jar, jvm.options, class-path,
 *                                classes-aws.jsa, classes-oci.jsa
 * usr/lib/systemd/system/handoff-beacon.service
 * usr/share/doc/handoff-beacon/  copyright, changelog.gz
 * usr/share/man/man8/handoff-beacon.8.gz
 * </pre>
 *
 * <p>Every file has the time that the build is told, because the archives of loaded classes note
 * the times of the jars, and the packages install them with the times that they have here.
 *
 * <p>Arguments: the folder with what is written by hand, the folder to fill, the package version,
 * the time (ISO-8601), and the class path of the beacon.
 */
public final class Assembly {

  /** Where the beacon lives once it is installed. */
  static final String HOME = "/usr/lib/handoff-beacon";

  private static final DateTimeFormatter CHANGELOG_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss xx", Locale.ROOT);

  private final Path sources;
  private final Path root;
  private final String version;
  private final Instant time;

  private Assembly(Path sources, Path root, String version, Instant time) {
    this.sources = sources;
    this.root = root;
    this.version = version;
    this.time = time;
  }

  public static void main(String[] args) throws Exception {
    Assembly assembly =
        new Assembly(Path.of(args[0]), Path.of(args[1]), args[2], Instant.parse(args[3]));
    List<Path> jars = Stream.of(args[4].split(":", -1)).map(Path::of).sorted(byName()).toList();
    assembly.layOut(jars);
  }

  private static Comparator<Path> byName() {
    return Comparator.comparing(jar -> jar.getFileName().toString());
  }

  private void layOut(List<Path> jars) throws IOException, InterruptedException {
    removed(root);
    Path home = root.resolve(HOME.substring(1));
    List<String> installed = new ArrayList<>();
    for (Path jar : jars) {
      String name = jar.getFileName().toString();
      copied(jar, home.resolve("lib").resolve(name));
      installed.add(HOME + "/lib/" + name);
    }
    copied(sources.resolve("jvm.options"), home.resolve("jvm.options"));
    Files.writeString(home.resolve("class-path"), "-cp " + String.join(":", installed) + "\n");
    copied(sources.resolve("handoff-beacon"), root.resolve("usr/bin/handoff-beacon"));
    copied(sources.resolve("beacon.yaml"), root.resolve("etc/handoff/beacon.yaml"));
    String unit = "handoff-beacon.service";
    copied(sources.resolve(unit), root.resolve("usr/lib/systemd/system").resolve(unit));
    documents(root.resolve("usr/share/doc/handoff-beacon"));

    Runtime25.link(home.resolve("runtime"));
    settle(); // The archives note the times of jars and runtime: they must be final before.
    ClassArchive.make(home, installed);
    settle();
  }

  private void documents(Path folder) throws IOException {
    copied(sources.resolve("copyright"), folder.resolve("copyright"));
    OffsetDateTime date = time.atOffset(ZoneOffset.UTC);
    String changelog =
        Files.readString(sources.resolve("changelog"))
            .replace("@VERSION@", version)
            .replace("@DATE@", CHANGELOG_DATE.format(date));
    Gzip.write(changelog, folder.resolve("changelog.gz"));
    String manual =
        Files.readString(sources.resolve("handoff-beacon.8"))
            .replace("@VERSION@", version)
            .replace("@DAY@", DateTimeFormatter.ISO_LOCAL_DATE.format(date));
    Gzip.write(manual, root.resolve("usr/share/man/man8/handoff-beacon.8.gz"));
  }

  private void settle() throws IOException {
    FileTime stamp = FileTime.from(time);
    try (Stream<Path> all = Files.walk(root)) {
      for (Path path : all.toList()) {
        Files.setLastModifiedTime(path, stamp);
      }
    }
  }

  private static void copied(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to);
  }

  private static void removed(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
