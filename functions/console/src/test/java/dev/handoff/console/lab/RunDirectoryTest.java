package dev.handoff.console.lab;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RunDirectoryTest {

  /** No system gives out process ids as high as this. */
  private static final String NOBODY = "999999999999";

  @TempDir private Path parent = Path.of("");

  @Test
  void isGoneWithAllThatIsInItWhenItIsClosed() throws IOException {
    RunDirectory directory = RunDirectory.create(parent);
    Path node = Files.createDirectories(directory.node("node-a"));
    Files.writeString(node.resolve("beacon.log"), "hello");

    directory.close();

    assertFalse(Files.exists(node.getParent()));
  }

  @Test
  void removesWhatALabThatWasKilledHasLeft() throws IOException {
    Path left = Files.createDirectories(parent.resolve("handoff-lab-" + NOBODY + "-x/node-a"));

    RunDirectory.create(parent).close();

    assertFalse(Files.exists(left.getParent()));
  }

  @Test
  void leavesOtherLabsAndOtherFilesAlone() throws IOException {
    Path stranger = Files.createDirectories(parent.resolve("handoff-lab-notes"));
    try (RunDirectory other = RunDirectory.create(parent)) {
      Path node = Files.createDirectories(other.node("node-a"));

      RunDirectory.create(parent).close();

      assertTrue(Files.exists(node));
      assertTrue(Files.exists(stranger));
    }
  }
}
