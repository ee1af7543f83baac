package dev.handoff.aws.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlTest {

  @Test
  void readsNestedSets() throws XMLStreamException {
    Xml xml =
        parse(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <DescribeAddressesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
              <requestId>r-1</requestId>
              <addressesSet>
                <item><allocationId>eipalloc-1</allocationId><tagSet/></item>
                <item><allocationId>eipalloc-&amp;2</allocationId></item>
              </addressesSet>
            </DescribeAddressesResponse>\
            """);

    assertEquals("r-1", xml.text("requestId"));
    assertEquals(
        List.of("eipalloc-1", "eipalloc-&2"),
        xml.items("addressesSet").stream().map(item -> item.text("allocationId")).toList());
  }

  @Test
  void whatIsNotThereIsEmpty() throws XMLStreamException {
    Xml xml = parse("<a><b/></a>");

    assertEquals("", xml.text("b", "c"));
    assertEquals("", xml.text("x", "y"));
    assertEquals(List.of(), xml.items("set"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no XML",
        "<a>",
        "<a></b>",
        "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><a>&e;</a>",
        "<!DOCTYPE a [<!ENTITY e \"x\">]><a>&e;</a>"
      })
  void whatIsNoReplyIsRefused(String document) {
    assertThrows(XMLStreamException.class, () -> parse(document));
  }

  @Test
  void endlessNestingIsRefused() {
    assertThrows(XMLStreamException.class, () -> parse("<a>".repeat(100_000)));
  }

  private static Xml parse(String document) throws XMLStreamException {
    return Xml.parse(document.getBytes(StandardCharsets.UTF_8));
  }
}
