package dev.handoff.beacon.transport.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a small fake of EC2's instance metadata service, which is not to be had elsewhere. */
class InstanceMetadataTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private HttpServer fake;
  private String roles = "beacon-role\n";
  private String region = "eu-central-1";
  private Instant expires = START.plus(Duration.ofHours(6));
  private boolean broken;
  private int issued;
  private Instant now = START;
  private InstanceMetadata metadata;

  @BeforeEach
  void opensTheFake() throws IOException {
    fake = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    fake.createContext("/latest/", this::answer);
    fake.start();
    URI base = URI.create("http://127.0.0.1:" + fake.getAddress().getPort());
    metadata = new InstanceMetadata(base, () -> now);
  }

  @AfterEach
  void closesTheFake() {
    fake.stop(0);
  }

  @Test
  void takesTheCredentialsOfTheInstancesRole() throws Exception {
    assertEquals(new AwsKeys("AKIA1", "secret1", "session1"), metadata.get());
  }

  @Test
  void printsNothingThatIsSecret() throws Exception {
    assertEquals("AwsKeys[AKIA1]", metadata.get().toString());
  }

  @Test
  void keepsThemUntilShortlyBeforeTheyExpire() throws Exception {
    metadata.get();
    now = expires.minus(InstanceMetadata.EARLY).minusMillis(1);

    assertEquals("AKIA1", metadata.get().accessKey());
  }

  @Test
  void renewsThemBeforeTheyExpire() throws Exception {
    metadata.get();
    now = expires.minus(InstanceMetadata.EARLY);

    assertEquals("AKIA2", metadata.get().accessKey());
  }

  @Test
  void usesTheOldOnesWhileTheServiceIsAway() throws Exception {
    metadata.get();
    now = expires.minusMillis(1);
    broken = true;

    assertEquals("AKIA1", metadata.get().accessKey());
  }

  @Test
  void doesNotSignWithExpiredOnes() throws Exception {
    metadata.get();
    now = expires;
    broken = true;

    assertThrows(IOException.class, metadata::get);
  }

  @Test
  void saysThatTheInstanceHasNoRole() {
    roles = "";

    IOException thrown = assertThrows(IOException.class, metadata::get);

    assertEquals("the instance has no role; give it an instance profile", thrown.getMessage());
  }

  @Test
  void knowsTheInstancesOwnArn() throws Exception {
    assertEquals("arn:aws:ec2:eu-central-1:123456789012:instance/i-0a1b", metadata.instanceArn());
  }

  @Test
  void knowsWhichAddressesLeadToAnInterface() throws Exception {
    assertEquals(List.of("10.0.0.1", "10.0.0.200"), metadata.of("02:00:00:00:00:01"));
  }

  @Test
  void knowsThePartitionOfChinaAndOfGovCloud() throws Exception {
    region = "cn-north-1";
    assertEquals("arn:aws-cn:ec2:cn-north-1:123456789012:instance/i-0a1b", metadata.instanceArn());
    region = "us-gov-west-1";
    assertEquals(
        "arn:aws-us-gov:ec2:us-gov-west-1:123456789012:instance/i-0a1b", metadata.instanceArn());
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      boolean session =
          "the-session".equals(exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token"));
      if (broken) {
        reply(exchange, 500, "");
      } else if (path.equals("/latest/api/token")) {
        boolean put = exchange.getRequestMethod().equals("PUT");
        reply(exchange, put ? 200 : 405, "the-session");
      } else if (!session) {
        reply(exchange, 401, "");
      } else if (path.equals("/latest/meta-data/iam/security-credentials/")) {
        reply(exchange, 200, roles);
      } else if (path.equals("/latest/meta-data/iam/security-credentials/beacon-role")) {
        issued++;
        reply(
            exchange,
            200,
            """
            {"Code": "Success", "Type": "AWS-HMAC", "AccessKeyId": "AKIA%1$d",
             "SecretAccessKey": "secret%1$d", "Token": "session%1$d", "Expiration": "%2$s"}\
            """
                .formatted(issued, expires));
      } else if (path.equals(
          "/latest/meta-data/network/interfaces/macs/02:00:00:00:00:01/local-ipv4s")) {
        reply(exchange, 200, "10.0.0.1\n10.0.0.200");
      } else {
        reply(
            exchange,
            200,
            """
            {"region": "%s", "accountId": "123456789012", "instanceId": "i-0a1b",
             "privateIp": "10.0.0.1"}\
            """
                .formatted(region));
      }
    }
  }

  private static void reply(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
