package dev.handoff.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command that starts the beacon, with a runtime that only tells what it was given. */
class LauncherTest {

  private static final String TAG = "/sys/class/dmi/id/chassis_asset_tag";

  @TempDir Path folder;

  @Test
  void takesTheClassesOfOraclesCloudOnItsMachines() throws Exception {
    firmwareSays("OracleCloud.com");

    assertEquals("classes-oci.jsa", archive());
  }

  @Test
  void takesThoseOfAwsOnItsMachines() throws Exception {
    firmwareSays("Amazon EC2");

    assertEquals("classes-aws.jsa", archive());
  }

  @Test
  void takesThoseOfAwsWhereTheFirmwareSaysNothing() throws Exception {
    assertEquals("classes-aws.jsa", archive());
  }

  @Test
  void namesArchivesThatThereAre() throws Exception {
    Path home = Built.staged(Assembly.HOME.substring(1));
    assertTrue(Files.isRegularFile(home.resolve(archive())));

    firmwareSays("OracleCloud.com");
    assertTrue(Files.isRegularFile(home.resolve(archive())));
  }

  private void firmwareSays(String tag) throws IOException {
    Files.writeString(folder.resolve("tag"), tag + "\n");
  }

  /** The archive that a beacon is started with; nothing else may be said. */
  private String archive() throws Exception {
    Path java = folder.resolve("runtime/bin/java");
    Files.createDirectories(java.getParent());
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    assertTrue(java.toFile().setExecutable(true));
    String script = Files.readString(Built.staged("usr/bin/handoff-beacon"));
    Path launcher = folder.resolve("handoff-beacon");
    Files.writeString(
        launcher,
        script
            .replace(TAG, folder.resolve("tag").toString())
            .replace(Assembly.HOME, folder.toString()));

    String said = Programs.run("sh", launcher.toString(), "run").orFail().said();

    return said.replaceFirst(
        "^@%1$s/jvm.options\n-XX:SharedArchiveFile=%1$s/([^\n]*)\n@%1$s/class-path\n"
                .formatted(folder)
            + "dev.handoff.beacon.BeaconMain\nrun\n$",
        "$1");
  }
}
