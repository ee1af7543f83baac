package dev.handoff.console.cib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CibReaderTest {

  private static final String HEALTHY =
      """
      <cib crm_feature_set="3.15.0" have-quorum="1">
        <configuration>
          <crm_config>
            <cluster_property_set id="cib-bootstrap-options">
              <nvpair id="o" name="stonith-enabled" value="false"/>
            </cluster_property_set>
          </crm_config>
          <nodes>
            <node id="1" uname="n1"/>
            <node id="2" uname="n2"/>
          </nodes>
          <resources>
            <primitive id="r" class="ocf" provider="heartbeat" type="Dummy"/>
          </resources>
          <constraints>
            <rsc_location id="l" rsc="r" node="n2" score="10"/>
          </constraints>
        </configuration>
        <status>
          <node_state id="1" uname="n1" in_ccm="true" crmd="online" join="member"/>
          <node_state id="2" uname="n2" in_ccm="true" crmd="online" join="member"/>
        </status>
      </cib>
      """;

  private static Reading read(String document) {
    return CibReader.read(document.getBytes(StandardCharsets.UTF_8), RandomCib.NOW);
  }

  private static String invalid(String document) {
    return assertInstanceOf(Reading.Invalid.class, read(document)).why();
  }

  private static String unsupported(String document) {
    return assertInstanceOf(Reading.Unsupported.class, read(document)).why();
  }

  @Test
  void placesAHealthyCluster() {
    assertEquals(Map.of("r", "n2"), Differential.ours(HEALTHY));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 40, 300, 700})
  void aTruncatedFileIsNotWellFormed(int length) {
    assertTrue(invalid(HEALTHY.substring(0, length)).endsWith("not well-formed XML"));
  }

  @Test
  void anEmptyFileIsRefused() {
    assertEquals("the file is empty", invalid(""));
  }

  @Test
  void aBinaryFileIsRefused() {
    assertTrue(invalid("\u0000\u0001\u0002PK").contains("not well-formed"));
  }

  @Test
  void anotherKindOfXmlIsRefused() {
    assertEquals("the root element is <html>, not <cib>", invalid("<html/>"));
    assertEquals("there is no <configuration>", invalid("<cib/>"));
  }

  @Test
  void anEntityBombIsRefused() {
    String bomb =
        """
        <!DOCTYPE cib [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
        <cib><configuration><nodes>&b;</nodes></configuration></cib>
        """;

    assertTrue(invalid(bomb).contains("a document type is not allowed"), invalid(bomb));
  }

  @Test
  void aFileOfAnotherMachineIsNotFetched() {
    String external = "<!DOCTYPE cib SYSTEM \"file:///etc/passwd\"><cib><configuration/></cib>";

    assertTrue(invalid(external).contains("a document type is not allowed"));
  }

  @Test
  void tenMegabytesAreTooMuch() {
    String huge = HEALTHY.replace("</cib>", " ".repeat(10 << 20) + "</cib>");

    assertEquals("the file is larger than 8 MB", invalid(huge));
  }

  @Test
  void endlessNestingIsRefused() {
    String deep = "<cib>" + "<x>".repeat(1000) + "</x>".repeat(1000) + "</cib>";

    assertTrue(invalid(deep).contains("deeper, than any CIB"), invalid(deep));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "score=\"10\"|score=\"ten\"|constraint l: 'ten' is not a score",
        "uname=\"n2\"/>|uname=\"n1\"/>|two nodes are called n1",
        "<node id=\"1\" uname=\"n1\"/>|<node id=\"1\"/>|<node id=\"1\"> has no uname",
        "id=\"l\" rsc|rsc|<rsc_location> has no id"
      })
  void aWrongValueIsNamed(String right, String wrong, String message) {
    assertEquals(message, invalid(HEALTHY.replaceFirst(right, wrong)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<clone id=\"c\"/>|<clone id=\"c\">",
        "<bundle id=\"b\"/>|<bundle id=\"b\">",
        "<primitive id=\"x\" class=\"ocf\" provider=\"pacemaker\" type=\"remote\"/>|remote node x"
      })
  void aResourceOfAKindThatWeDoNotHaveIsNamed(String resource, String why) {
    assertEquals(why, unsupported(HEALTHY.replace("</resources>", resource + "</resources>")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<rsc_ticket id=\"t\"/>|<rsc_ticket id=\"t\">",
        "<rsc_order id=\"o\" first=\"r\" then=\"r\" kind=\"Serialize\"/>"
            + "|kind=Serialize in constraint o",
        "<rsc_order id=\"o\" first=\"r\" then=\"r\" first-action=\"stop\"/>"
            + "|first-action=\"stop\" in constraint o",
        "<rsc_colocation id=\"c\" rsc=\"r\" with-rsc=\"r\" node-attribute=\"rack\"/>"
            + "|node-attribute in constraint c",
        "<rsc_location id=\"d\" rsc=\"r\" node=\"n1\" score=\"0\" resource-discovery=\"never\"/>"
            + "|resource-discovery in constraint d"
      })
  void aConstraintOfAKindThatWeDoNotHaveIsNamed(String constraint, String why) {
    assertEquals(
        why, unsupported(HEALTHY.replace("</constraints>", constraint + "</constraints>")));
  }

  @ParameterizedTest
  @CsvSource({
    "placement-strategy, utilization, placement-strategy utilization",
    "shutdown-lock, true, shutdown-lock"
  })
  void anOptionThatWeDoNotHaveIsNamed(String option, String value, String why) {
    String pair = "<nvpair id=\"x\" name=\"%s\" value=\"%s\"/>".formatted(option, value);
    String document = HEALTHY.replace("</cluster_property_set>", pair + "</cluster_property_set>");

    assertEquals(why, unsupported(document));
  }

  @Test
  void aResourceThatRunsTwiceIsNamed() {
    String history =
        """
        <lrm><lrm_resources><lrm_resource id="r" class="ocf" provider="heartbeat" type="Dummy">
        <lrm_rsc_op id="r_start_0" operation="start" interval="0" rc-code="0" op-status="0"
          call-id="1" transition-key="1:1:0:12345678-1234-1234-1234-123456789012"/>
        </lrm_resource></lrm_resources></lrm></node_state>
        """;
    String document =
        HEALTHY.replaceAll("(<node_state [^>]*)/>", "$1>" + history.replace("\n", " "));

    assertEquals("resource r is active on several nodes: [n1, n2]", unsupported(document));
  }

  @Test
  void fencingIsNamedWhereANodeWouldHaveToBeFenced() {
    String document =
        HEALTHY
            .replace("value=\"false\"", "value=\"true\"")
            .replace("in_ccm=\"true\" crmd=\"online\" join=\"member\"", "in_ccm=\"false\"");

    assertEquals(Map.of("r", "-"), Differential.ours(document));
    assertEquals(
        "node n1 would have to be fenced",
        unsupported(document.replaceAll("<node_state [^>]*/>", "")));
  }
}
