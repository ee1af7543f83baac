package dev.handoff.console.cib;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateTest {

  @TempDir Path folder = Path.of("replaced by JUnit");

  private Path file(String name, String resources) throws IOException {
    return Files.writeString(
        folder.resolve(name),
        """
        <cib have-quorum="1"><configuration>
        <crm_config><cluster_property_set id="o">
        <nvpair id="s" name="stonith-enabled" value="false"/>
        </cluster_property_set></crm_config>
        <nodes><node id="1" uname="n1"/></nodes>
        <resources>%s</resources><constraints/></configuration>
        <status><node_state id="1" uname="n1" in_ccm="true" crmd="online" join="member"/></status>
        </cib>
        """
            .formatted(resources));
  }

  /** Each layer of two follows both of the layer before: two paths more with each. */
  @Test
  void colocationsThatWouldKeepItBusyForYearsAreUnsupported() throws IOException {
    StringBuilder resources = new StringBuilder();
    StringBuilder colocations = new StringBuilder();
    for (int i = 0; i < 120; i++) {
      resources.append(primitive("r" + i, "Started"));
      for (int with : i < 2 ? new int[0] : new int[] {i - i % 2 - 2, i - i % 2 - 1}) {
        colocations.append(
            "<rsc_colocation id=\"c%d-%d\" rsc=\"r%d\" with-rsc=\"r%d\" score=\"100\"/>"
                .formatted(i, with, i, with));
      }
    }
    Path file = file("a.xml", resources.toString());
    String text = Files.readString(file);
    Files.writeString(
        file, text.replace("<constraints/>", "<constraints>" + colocations + "</constraints>"));
    Simulate simulate = new Simulate(RandomCib.NOW, false);

    assertEquals(
        List.of(
            file
                + ": unsupported: colocations fan out and meet again so often that they form more"
                + " than 200000 paths"),
        simulate.lines(List.of(file)));
    assertEquals(0, simulate.exitCode());
  }

  private static String primitive(String id, String targetRole) {
    return """
    <primitive id="%s" class="systemd" type="httpd"><meta_attributes id="%s-m">
    <nvpair id="%s-t" name="target-role" value="%s"/></meta_attributes></primitive>\
    """
        .formatted(id, id, id, targetRole);
  }

  @Test
  void writesOneLineForEachFileAndTellsWhatIsStopped() throws IOException {
    Path good = file("a.xml", primitive("httpd", "Started") + primitive("spare", "Stopped"));
    Path strange = file("b.xml", "<clone id=\"c\"/>");
    Path broken = Files.writeString(folder.resolve("c.xml"), "<cib");
    Simulate simulate = new Simulate(RandomCib.NOW, true);

    List<String> lines = simulate.lines(List.of(good, strange, broken));

    assertEquals(
        List.of(
            "{\"file\":\"%s\",\"placement\":{\"httpd\":\"n1\",\"spare\":null}}".formatted(good),
            "{\"file\":\"%s\",\"unsupported\":\"<clone id=\\\"c\\\">\"}".formatted(strange)),
        lines.subList(0, 2));
    assertEquals(3, lines.size());
    assertEquals(2, simulate.exitCode());
  }

  @Test
  void readsTheCibsOfAFolderInOrderOfName() throws IOException {
    Path second = file("b.xml", primitive("httpd", "Started"));
    Path first = file("a.xml", primitive("httpd", "Stopped"));
    Files.writeString(folder.resolve("notes.txt"), "not a CIB");
    Simulate simulate = new Simulate(RandomCib.NOW, false);

    assertEquals(
        List.of(first + ": httpd stopped", second + ": httpd on n1"),
        simulate.lines(List.of(folder)));
    assertEquals(0, simulate.exitCode());
  }

  @Test
  void aFileThatIsNotThereIsInvalid() {
    Simulate simulate = new Simulate(RandomCib.NOW, true);

    List<String> lines = simulate.lines(List.of(folder.resolve("nowhere.xml")));

    assertEquals(true, lines.getFirst().contains("\"invalid\":\"cannot be read"));
    assertEquals(2, simulate.exitCode());
  }
}
