package dev.handoff.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.eclipse.packager.rpm.RpmTag;
import org.eclipse.packager.rpm.parse.InputHeader;
import org.eclipse.packager.rpm.parse.RpmInputStream;
import org.junit.jupiter.api.Test;

/** The .rpm, read by a library. */
class RpmTest {

  private static final String HOME = "./usr/lib/handoff-beacon/";

  @Test
  void holdsTheSameFilesAsTheStageWithTheirModes() throws Exception {
    Map<String, String> files = files();

    assertEquals("100755", files.get("./usr/bin/handoff-beacon"));
    assertEquals("100600", files.get("./etc/handoff/beacon.yaml"));
    assertEquals("40700", files.get("./var/lib/handoff"));
    assertEquals("100755", files.get(HOME + "runtime/bin/java"));
    assertEquals("100755", files.get(HOME + "runtime/lib/jspawnhelper"));
    assertEquals("100644", files.get(HOME + "runtime/lib/server/libjvm.so"));
    assertEquals("100644", files.get(HOME + "classes-aws.jsa"));
    assertEquals("100644", files.get(HOME + "classes-oci.jsa"));
    assertEquals("100644", files.get("./usr/lib/systemd/system/handoff-beacon.service"));
    assertEquals("100644", files.get("./usr/share/man/man8/handoff-beacon.8.gz"));
    assertTrue(
        files.keySet().stream().anyMatch(name -> name.matches(".*/lib/node-beacon-[^/]*jar")),
        files.keySet()::toString);
  }

  @Test
  void isForThisMachineAndSmallEnough() throws Exception {
    Path rpm = Built.only("rpm");
    assertTrue(Files.size(rpm) <= Built.MOST_BYTES, () -> rpm + " is too large");
    try (RpmInputStream in = open()) {
      InputHeader<RpmTag> header = in.getPayloadHeader();
      assertEquals("handoff-beacon", header.getTag(RpmTag.NAME));
      String arch = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
      assertEquals(arch, header.getTag(RpmTag.ARCH));
    }
  }

  @Test
  void keepsServicesOnAnUpgradeAndSaysFarewellOnARemoval() throws Exception {
    try (RpmInputStream in = open()) {
      InputHeader<RpmTag> header = in.getPayloadHeader();
      assertEquals(script("post"), header.getTag(RpmTag.POSTINSTALL_SCRIPT));
      assertEquals(script("preun"), header.getTag(RpmTag.PREREMOVE_SCRIPT));
      assertEquals(script("postun"), header.getTag(RpmTag.POSTREMOVE_SCRIPT));
    }
    assertTrue(script("post").contains("keep-services"));
  }

  private static Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (RpmInputStream in = open()) {
      in.getPayloadHeader();
      for (CpioArchiveEntry entry = in.getCpioStream().getNextEntry();
          entry != null;
          entry = in.getCpioStream().getNextEntry()) {
        files.put(entry.getName(), Long.toOctalString(entry.getMode()));
      }
    }
    return files;
  }

  private static RpmInputStream open() throws IOException {
    return new RpmInputStream(new BufferedInputStream(Files.newInputStream(Built.only("rpm"))));
  }

  private static String script(String name) throws IOException {
    return Objects.requireNonNull(Files.readString(Path.of("src/main/rpm", name)));
  }
}
