package dev.handoff.console.conversion;

import static dev.handoff.console.conversion.Samples.imported;
import static dev.handoff.console.conversion.Samples.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.conversion.ImportResult.Imported;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of single parts of a configuration, most of them in the words of crm. */
final class ImporterTest {

  private static final String WEB =
      "node n1\nnode n2\nprimitive web systemd:httpd op monitor interval=5s\n";

  private static void assertSpecHas(Imported imported, String line) {
    assertTrue(imported.spec().lines().anyMatch(l -> l.strip().equals(line)), imported.spec());
    assertEquals(List.of(), imported.problems());
  }

  private static void assertRemarked(Imported imported, String remark) {
    assertTrue(imported.remarks().contains(remark), String.join("\n", imported.remarks()));
  }

  @Test
  void tellsWhichTextsItReads() {
    assertEquals(
        "in:1:1: neither a CIB in XML nor what 'crm configure show' or 'pcs config' prints",
        refusal("cluster: web\nnodes: {}\n"));
  }

  @Test
  void namesAFileThatIsNotThere() {
    Importer importer = new Importer("missing.xml", "spec", null);

    assertEquals(
        new ImportResult.Refused("missing.xml: there is no such file"),
        importer.read(Path.of("missing.xml")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "group g a | in:4:9: 'a' where a resource that no other group holds is expected",
        "location l web 50: | in:4:16: the constraint ends where the name of a node is expected",
        "location l web x: n1 | in:4: location of web (l): 'x' is not a score",
        "location l web rule 5: zone eq | in:4:29: the rule ends where a value is expected",
        "location l web rule 5: zone is a | in:4: 'is' is not an operation of a rule",
        "order o web | in:4:9: 'web' where two resources or more is expected",
        "property symmetric-cluster=maybe | in:4: symmetric-cluster: 'maybe' is neither true nor false",
        "primitive p | in:4:11: resource 'p' has no agent",
        "primitive p lsb:x meta failure-timeout=soon | in:4: p: failure-timeout: 'soon' is not an interval",
        "primitive web lsb:x | in:4: two resources are called 'web'",
        "property a=\"b | in:4:12: a quote that is not closed",
        "rsc_default a=b | in:4:1: 'rsc_default' where a statement of crm is expected",
      })
  void refusesWithOnePlaceWhatCannotBe(String statement, String message) {
    assertEquals(message, refusal(WEB + statement));
  }

  @Test
  void refusesXmlThatEndsTooEarly() {
    assertEquals("in:3:1: not well-formed XML", refusal("<cib>\n<configuration>\n"));
  }

  @Test
  void refusesAConfigurationWithoutAnythingToKeepAlive() {
    assertEquals(
        "in: no resource in it has a counterpart: there is nothing to import",
        refusal("node n1\nprimitive f stonith:fence_aws\n"));
  }

  @Test
  void keepsSecretsOutOfTheRemarks() {
    Imported imported =
        imported(WEB + "primitive e awseip params allocation_id=eipalloc-1 token=s3");

    assertFalse(String.join("\n", imported.remarks()).contains("s3"));
    assertRemarked(
        imported, "in:4: not carried over: e: token=(not shown): an address has nothing like it");
  }

  @Test
  void takesTheAllocationOfAnElasticIp() {
    Imported imported = imported(WEB + "primitive e awseip params allocation_id=eipalloc-0a1b");

    assertSpecHas(imported, "allocation: eipalloc-0a1b");
  }

  @Test
  void makesOneAddressOfThePairThatMovesIt() {
    Imported imported =
        imported(
            WEB
                + "primitive vip IPaddr2 params ip=10.0.0.9\n"
                + "primitive assign awsvip params secondary_private_ip=10.0.0.9\n"
                + "group g assign vip web\n");

    assertEquals(1, imported.spec().lines().filter(l -> l.contains("10.0.0.9")).count());
    assertRemarked(
        imported,
        "in:5: not needed: assign (ocf:heartbeat:awsvip): the private-ip vip is assigned by the"
            + " controller");
  }

  @Test
  void leavesOutAnAddressThatNoCloudMoves() {
    Imported imported = imported(WEB + "primitive six IPaddr2 params ip=2001:db8::1 nic=eth0");

    assertRemarked(
        imported,
        "in:4: not carried over: six (ocf:heartbeat:IPaddr2) with 2001:db8::1: clouds move IPv4"
            + " addresses from one interface to another, no others");
  }

  @Test
  void readsADottedNetmask() {
    Imported imported =
        imported(WEB + "primitive v IPaddr params ip=10.0.0.9 cidr_netmask=255.255.254.0");

    assertSpecHas(imported, "prefix: 23");
  }

  @Test
  void writesPlaceholdersOfOciWhenItIsAskedTo() {
    ImportResult result =
        new Importer("in", "spec", Cloud.OCI).read(WEB.getBytes(StandardCharsets.UTF_8));

    assertTrue(((Imported) result).spec().contains("interface: ocid1.vnic.FILL-IN-n1 "));
  }

  @Test
  void seesByAnAgentThatTheCloudIsOci() {
    Imported imported = imported(WEB + "primitive v ocf:heartbeat:oci-vip params ip=10.0.0.9");

    assertTrue(imported.spec().contains("instance: ocid1.instance.FILL-IN-n2 "));
  }

  @Test
  void renamesWhatASpecCannotCallSo() {
    Imported imported =
        imported(
            "node n1\nprimitive web.a systemd:a op monitor interval=5s\nlocation l web.a 5: n1");

    assertSpecHas(imported, "- {type: location, group: web-a, node: n1, score: 5}");
    assertRemarked(imported, "in:2: carried over differently: web.a: its name is now 'web-a'");
  }

  @Test
  void fillsInWhatAPrimitiveLeavesToItsTemplate() {
    Imported imported =
        imported(
            """
            primitive web @t op monitor interval=5s meta priority=7
            rsc_template t nginx params port=80 httpd=/sbin/nginx op stop timeout=9s
            """);

    assertSpecHas(imported, "agent: heartbeat:nginx");
    assertSpecHas(imported, "stop-timeout: 9s");
  }

  @Test
  void takesSetsApartIntoPairs() {
    Imported imported =
        imported(
            WEB
                + "primitive a systemd:a\nprimitive b systemd:b\nprimitive c systemd:c\n"
                + "order o Mandatory: a ( b c ) web\ncolocation k inf: a b c\n");

    List<String> constraints =
        imported.spec().lines().filter(l -> l.startsWith("  - ")).map(String::strip).toList();
    assertEquals(
        List.of(
            "- {type: colocation, group: b, with: a, score: INFINITY}",
            "- {type: colocation, group: c, with: b, score: INFINITY}",
            "- {type: order, first: a, then: b}",
            "- {type: order, first: a, then: c}",
            "- {type: order, first: b, then: web}",
            "- {type: order, first: c, then: web}"),
        constraints);
  }

  @Test
  void readsDatesWithTheirZone() {
    Imported imported =
        imported(
            WEB + "location l web rule 5: #uname eq n1 and date lt \"2026-12-01 09:00:00 +09:00\"");

    assertSpecHas(
        imported,
        "- {type: location, group: web, rule: \"#uname = n1 and date < 2026-12-01T00:00:00Z\","
            + " score: 5}");
  }

  @Test
  void doesNotGuessTheZoneOfADate() {
    Imported imported = imported(WEB + "location l web rule 5: date lt 2026-12-01");

    assertRemarked(
        imported,
        "in:4: not carried over: location l: its rule has a date without a time zone: 2026-12-01");
  }

  @Test
  void tellsHowToSayWhatAMoveWithALifetimeLeftBehind() {
    Imported imported =
        imported(
            WEB
                + "location cli-prefer-web web rule inf: #uname eq n2 and date lt"
                + " \"2026-12-01 00:00:00Z\"");

    assertRemarked(
        imported,
        "in:4: not carried over: location of web (cli-prefer-web): leftover of an operator; if it"
            + " is still meant: handoff move web n2");
  }

  @Test
  void leavesTheAgentToCheckWhatAUrlAloneDoesNotTell() {
    Imported imported =
        imported(
            WEB
                + "primitive h apache params statusurl=http://127.0.0.1/s testregex=ok"
                + " op monitor interval=7s");

    assertSpecHas(imported, "monitor: {interval: 7s}");
  }

  @Test
  void bringsTimesIntoTheRangeOfASpecAndSaysSo() {
    Imported imported =
        imported(WEB + "primitive h nginx op monitor interval=5s op start timeout=3h");

    assertSpecHas(imported, "start-timeout: 1h");
    assertRemarked(
        imported,
        "in:4: carried over differently: h: start timeout=3h: a spec allows from 100ms to 1h: 1h");
  }

  @Test
  void invitesNodesThatOnlyLocationsName() {
    Imported imported = imported("primitive w systemd:w\nlocation l w 5: alpha\n");

    assertSpecHas(imported, "alpha:");
  }

  @Test
  void printsTheSpecWithWhatIsStillWrong() {
    Imported imported =
        imported(
            WEB + "primitive a IPaddr2 params ip=10.0.0.9\nprimitive b IPaddr2 params ip=10.0.0.9");

    assertEquals(
        List.of("spec:31:7: private-ip 'b' moves what 'a' moves; each address once in a cluster"),
        imported.problems());
  }

  @Test
  void readsAnyNewlineAndAByteOrderMark() {
    String plain = imported(WEB).spec();

    assertEquals(plain, imported("\uFEFF" + WEB.replace("\n", "\r\n")).spec());
  }
}
