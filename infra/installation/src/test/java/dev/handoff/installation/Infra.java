package dev.handoff.installation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What is in {@code infra}, for tests that need it where they may write. */
public final class Infra {

  private Infra() {}

  /** Copies the policies and the Terraform modules, without what somebody has tried there. */
  public static void copy(Path to) throws IOException {
    Path infra = Policies.root().resolve("infra");
    copy(infra.resolve("policies"), to.resolve("policies"));
    copy(infra.resolve("terraform"), to.resolve("terraform"));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.toString().contains("/.terraform")) {
          continue;
        }
        Path target = to.resolve(from.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }
}
