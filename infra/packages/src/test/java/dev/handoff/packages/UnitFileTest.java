package dev.handoff.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handoff.packages.Programs.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The systemd unit. */
class UnitFileTest {

  private static final String UNIT = "usr/lib/systemd/system/handoff-beacon.service";

  /** Options of systemd that give a unit a mount namespace. */
  private static final List<String> NAMESPACES =
      List.of(
          "ProtectSystem",
          "ProtectHome",
          "PrivateTmp",
          "PrivateDevices",
          "PrivateMounts",
          "ProtectKernelTunables",
          "ProtectKernelLogs",
          "ProtectControlGroups",
          "ProtectProc",
          "ReadOnlyPaths",
          "InaccessiblePaths",
          "BindPaths",
          "RootDirectory",
          "MountFlags");

  @TempDir Path folder;

  @Test
  void isUnderstoodBySystemd() throws Exception {
    assumeTrue(Programs.has("systemd-analyze"), "systemd-analyze is not installed");
    // It looks for the program of ExecStart, which is not installed here.
    Path unit = folder.resolve("handoff-beacon.service");
    String text = Files.readString(Built.staged(UNIT));
    Files.writeString(unit, text.replace("/usr/bin/handoff-beacon", "/bin/true"));

    Result result =
        Programs.run(
            "systemd-analyze", "verify", "--man=no", "--recursive-errors=no", unit.toString());

    assertEquals(0, result.code(), result.said());
    assertTrue(!result.said().contains("handoff-beacon"), result.said());
  }

  @Test
  void hasNoMountNamespaceThatWouldHideWhatAnAgentMounts() throws Exception {
    List<String> keys =
        Files.readAllLines(Built.staged(UNIT)).stream()
            .filter(line -> line.contains("=") && !line.startsWith("#"))
            .map(line -> line.substring(0, line.indexOf('=')))
            .toList();

    assertTrue(keys.stream().noneMatch(NAMESPACES::contains), keys::toString);
  }

  @Test
  void signalsTheBeaconAloneSoThatServicesSurviveItsRestart() throws Exception {
    List<String> lines = Files.readAllLines(Built.staged(UNIT));

    assertTrue(
        lines.containsAll(
            List.of("KillMode=process", "OOMPolicy=continue", "Restart=always", "Type=notify")),
        lines::toString);
  }
}
