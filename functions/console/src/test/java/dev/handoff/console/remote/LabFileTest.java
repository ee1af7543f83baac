package dev.handoff.console.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LabFileTest {

  @TempDir private Path parent = Path.of("");

  @Test
  void tellsOfALabForAsLongAsItRuns() throws IOException {
    Path directory = parent.resolve("labs");
    LabFile file = LabFile.write(directory, "web", "http://127.0.0.1:1", "secret");
    long self = ProcessHandle.current().pid();
    assertEquals(
        List.of(new LabFile.Reach("web", self, "http://127.0.0.1:1", "secret")),
        LabFile.running(directory));

    file.close();

    assertEquals(List.of(), LabFile.running(directory));
  }

  @Test
  void onlyItsOwnerCanReadTheToken() throws IOException {
    Path directory = parent.resolve("labs");
    LabFile.write(directory, "web", "http://127.0.0.1:1", "secret");

    try (Stream<Path> files = Files.list(directory)) {
      assertEquals("rw-------", permissions(files.findFirst().orElseThrow()));
    }
    assertEquals("rwx------", permissions(directory));
  }

  @Test
  void forgetsALabThatWasKilled() throws IOException {
    Path left = parent.resolve("999999999.json");
    Files.writeString(
        left,
        "{\"cluster\":\"web\",\"pid\":999999999,\"url\":\"http://127.0.0.1:1\",\"token\":\"t\"}");

    assertEquals(List.of(), LabFile.running(parent));
    assertFalse(Files.exists(left));
  }

  @Test
  void takesNoNoticeOfWhatIsNoLabsFile() throws IOException {
    Files.writeString(parent.resolve("1.json"), "half a fi");

    assertEquals(List.of(), LabFile.running(parent));
    assertTrue(Files.exists(parent.resolve("1.json")));
    assertEquals(List.of(), LabFile.running(parent.resolve("nowhere")));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
