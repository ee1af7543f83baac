package dev.handoff.aws.ec2;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.events.fuzz.Fuzz;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;

class XmlFuzzTest {

  private static final List<String> REPLIES =
      List.of(
          """
          <?xml version="1.0" encoding="UTF-8"?>
          <DescribeAddressesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">
            <requestId>59dbff89</requestId>
            <addressesSet>
              <item><publicIp>203.0.113.7</publicIp><allocationId>eipalloc-1</allocationId>
                <networkInterfaceId>eni-1</networkInterfaceId><tagSet/></item>
              <item><publicIp>203.0.113.8</publicIp><!-- none --></item>
            </addressesSet>
          </DescribeAddressesResponse>
          """,
          """
          <Response><Errors><Error><Code>InvalidAllocationID.NotFound</Code>
          <Message>The allocation ID 'eipalloc-1' does not exist &amp; never did</Message></Error>
          </Errors><RequestID>ea966190</RequestID></Response>
          """,
          "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>");

  @Test
  void aReplyIsReadOrRefused() {
    Fuzz.run(
        "ec2-reply",
        REPLIES,
        3_000,
        text -> {
          try {
            Xml reply = Xml.parse(text.getBytes(StandardCharsets.UTF_8));
            assertTrue(reply.items("addressesSet").size() <= text.length());
            String code = reply.text("Errors", "Error", "Code");
            new Reply.Failure(400, code, reply.text("Errors", "Error", "Message"), "")
                .inWords("Try");
          } catch (XMLStreamException e) {
            assertTrue(!String.valueOf(e.getMessage()).isEmpty());
          }
        });
  }
}
