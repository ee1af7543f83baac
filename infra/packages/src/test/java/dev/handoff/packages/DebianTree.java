package dev.handoff.packages;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handoff.packages.Programs.Result;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Debian of its own in a folder, as debootstrap makes it: nothing that is not essential. Programs
 * run in it by chroot, with a /proc of their own mount namespace, so that nothing stays mounted.
 */
final class DebianTree {

  private static final Pattern MIRROR =
      Pattern.compile("(?m)^(?:URIs:|deb)\\s+(https?://\\S+/debian)/?\\s");

  private final Path root;

  private DebianTree(Path root) {
    this.root = root;
  }

  /** A clean one; the test that asks is skipped, with the reason, where there can be none. */
  static DebianTree clean(String name) throws IOException, InterruptedException {
    assumeTrue(Programs.isRoot(), "a Debian tree needs root");
    assumeTrue(Programs.has("debootstrap"), "debootstrap is not installed");
    assumeTrue(
        Programs.run("unshare", "--mount", "true").code() == 0, "this root may not mount anything");
    Path pristine = Built.folder().resolve("debian");
    Path ready = Built.folder().resolve("debian.ready");
    if (!Files.exists(ready)) {
      Programs.run("rm", "-rf", pristine.toString()).orFail();
      Result made =
          Programs.run("debootstrap", "--variant=minbase", suite(), pristine.toString(), mirror());
      assumeTrue(made.code() == 0, () -> "debootstrap failed: " + end(made.said()));
      Files.createFile(ready);
    }
    Path root = Built.folder().resolve(name);
    Programs.run("rm", "-rf", root.toString()).orFail();
    Programs.run("cp", "-a", pristine.toString(), root.toString()).orFail();
    return new DebianTree(root);
  }

  /** A file in the tree, by its absolute path there. */
  Path file(String path) {
    return root.resolve(path.substring(1));
  }

  Path root() {
    return root;
  }

  Result run(String... command) throws IOException, InterruptedException {
    List<String> all = new ArrayList<>(List.of("unshare", "--mount", "sh", "-c"));
    all.add("mount -t proc proc \"$0/proc\" && exec chroot \"$0\" \"$@\"");
    all.add(root.toString());
    all.addAll(List.of("/usr/bin/env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin"));
    all.addAll(List.of(command));
    return Programs.run(all);
  }

  /** Puts a file there that packages are installed from. */
  String offer(Path built) throws IOException {
    Path name = Objects.requireNonNull(built.getFileName());
    Files.copy(built, file("/root/" + name), StandardCopyOption.REPLACE_EXISTING);
    return "/root/" + name;
  }

  /** From now on the tree believes that systemd runs; the stand-in is in the test's resources. */
  void bringSystemctl() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(DebianTree.class.getResourceAsStream("systemctl"))) {
      Files.copy(in, file("/usr/bin/systemctl"));
    }
    Files.setPosixFilePermissions(
        file("/usr/bin/systemctl"), PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectories(file("/run/systemd/system"));
  }

  private static String suite() throws IOException {
    Path release = Path.of("/etc/os-release");
    if (!Files.exists(release)) {
      return "stable";
    }
    List<String> lines = Files.readAllLines(release);
    return lines.contains("ID=debian")
        ? lines.stream()
            .filter(line -> line.startsWith("VERSION_CODENAME="))
            .map(line -> line.substring(line.indexOf('=') + 1).toLowerCase(Locale.ROOT))
            .findFirst()
            .orElse("stable")
        : "stable";
  }

  /** The mirror that this machine uses itself, so that a build needs no other. */
  private static String mirror() throws IOException {
    for (String file : List.of("/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list")) {
      if (Files.exists(Path.of(file))) {
        Matcher found = MIRROR.matcher(Files.readString(Path.of(file)));
        if (found.find()) {
          return found.group(1);
        }
      }
    }
    return "http://deb.debian.org/debian";
  }

  private static String end(String text) {
    return text.substring(Math.max(0, text.length() - 500));
  }
}
