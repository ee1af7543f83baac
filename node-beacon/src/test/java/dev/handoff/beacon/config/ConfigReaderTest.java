package dev.handoff.beacon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handoff.beacon.config.Allowed.Names;
import dev.handoff.beacon.config.BeaconConfig.Credentials;
import dev.handoff.beacon.config.BeaconConfig.TransportConfig;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {

  private static final String WHO =
      """
      cluster: web
      node: a
      state-directory: /var/lib/handoff
      """;

  @TempDir Path folder;

  @Test
  void readsTheLabsTransport() throws Exception {
    BeaconConfig config =
        valid(
            """
            cluster: web
            node: a
            key: somebody
            boot: boot-1
            state-directory: /var/lib/handoff
            reboot: [systemctl, reboot, --force]
            interface: ens5
            allow:
              commands: [/usr/local/bin/check-web, /opt/checks/]
              agents: ["heartbeat:apache", "ocf:heartbeat:IPaddr2"]
              agent-root: /opt/ocf
            transport: {type: http, url: "http://127.0.0.1:8080/", token: t0ken}
            """);

    assertEquals(
        new BeaconConfig(
            "web",
            "a",
            "somebody",
            "boot-1",
            Path.of("/var/lib/handoff"),
            List.of("systemctl", "reboot", "--force"),
            "ens5",
            new Allowed(
                Names.of("/usr/local/bin/check-web", "/opt/checks/"),
                Names.of("heartbeat:apache", "heartbeat:IPaddr2"),
                Path.of("/opt/ocf")),
            new TransportConfig.Http(URI.create("http://127.0.0.1:8080"), "t0ken")),
        config);
  }

  @Test
  void readsDynamoDbWithTheInstancesOwnCredentials() throws Exception {
    BeaconConfig config =
        valid(WHO + "transport: {type: dynamodb, table: handoff, region: eu-central-1}");

    assertEquals(
        new TransportConfig.DynamoDb(
            "handoff",
            "eu-central-1",
            URI.create("https://dynamodb.eu-central-1.amazonaws.com"),
            new Credentials.Instance(URI.create("http://169.254.169.254")),
            List.of()),
        config.transport());
  }

  @Test
  void readsThePathsToTheStore() throws Exception {
    BeaconConfig config =
        valid(WHO + "transport: {type: dynamodb, table: t, region: r, paths: [ens6, ens5]}");

    TransportConfig.DynamoDb dynamo =
        assertInstanceOf(TransportConfig.DynamoDb.class, config.transport());
    assertEquals(List.of("ens6", "ens5"), dynamo.paths());
  }

  @Test
  void wantsTlsForPaths() throws Exception {
    assertEquals(
        List.of("beacon.yaml:4:89: 'paths' to a store without TLS"),
        heads(
            WHO
                + "transport: {type: dynamodb, table: t, region: r, endpoint: 'http://127.0.0.1:1',"
                + " paths: [ens6]}"));
  }

  @Test
  void readsStaticCredentials() throws Exception {
    BeaconConfig config =
        valid(
            WHO
                + "transport: {type: dynamodb, table: t, region: r, endpoint: 'http://127.0.0.1:1',"
                + " credentials: static, access-key: AK, secret-key: SK}");

    TransportConfig.DynamoDb dynamo =
        assertInstanceOf(TransportConfig.DynamoDb.class, config.transport());
    assertEquals(new Credentials.Static("AK", "SK", null), dynamo.credentials());
    assertFalse(config.toString().contains("SK"));
  }

  @Test
  void takesStaticCredentialsFromTheEnvironmentOnlyWhenAsked() throws Exception {
    Map<String, String> environment =
        Map.of("AWS_ACCESS_KEY_ID", "AK", "AWS_SECRET_ACCESS_KEY", "SK", "AWS_SESSION_TOKEN", "ST");
    String transport =
        "transport: {type: dynamodb, table: t, region: r, endpoint: 'http://[::1]:8'";

    assertEquals(
        new Credentials.Static("AK", "SK", "ST"),
        credentials(read(WHO + transport + ", credentials: static}", environment)));
    assertEquals(
        new Credentials.Instance(URI.create("http://169.254.169.254")),
        credentials(read(WHO + transport + "}", environment)));
  }

  @Test
  void saysWhereAndWhatIsWrong() throws Exception {
    assertEquals(
        List.of("beacon.yaml:4:1: unknown key 'nod' in the beacon configuration"),
        heads(WHO + "nod: a\ntransport: {type: http, url: 'http://h', token: t}"));
    assertEquals(
        List.of("beacon.yaml:1:1: the beacon configuration has no 'transport'"), heads(WHO));
    assertEquals(
        List.of("beacon.yaml:4:19: 'type' of the transport cannot be 'smoke'"),
        heads(WHO + "transport: {type: smoke}"));
    assertEquals(
        List.of("beacon.yaml:4:30: 'url' of the transport is no URL"),
        heads(WHO + "transport: {type: http, url: 'nowhere', token: t}"));
  }

  @Test
  void wantsAnAbsoluteStateDirectory() throws Exception {
    assertEquals(
        List.of("beacon.yaml:3:18: 'state-directory' is not absolute"),
        heads(
            "cluster: web\nnode: a\nstate-directory: var\n"
                + "transport: {type: http, url: 'http://h', token: t}"));
  }

  @Test
  void wantsKeysWithStaticCredentials() throws Exception {
    assertEquals(
        List.of("beacon.yaml:4:95: static credentials without keys"),
        heads(
            WHO
                + "transport: {type: dynamodb, table: t, region: r, endpoint: 'http://127.0.0.1:1',"
                + " credentials: static}"));
  }

  @Test
  void refusesStaticCredentialsForAStoreElsewhere() throws Exception {
    assertEquals(
        List.of("beacon.yaml:4:63: static credentials for a store that is not on this machine"),
        heads(
            WHO
                + "transport: {type: dynamodb, table: t, region: r, credentials: static,"
                + " access-key: AK, secret-key: SK}"));
  }

  @Test
  void allowsNothingUnlessItIsSaid() throws Exception {
    BeaconConfig config = valid(WHO + "transport: {type: http, url: 'http://h', token: t}");

    assertEquals(Allowed.NOTHING, config.allowed());
  }

  @Test
  void allowsAnythingWhereThatIsSaid() throws Exception {
    BeaconConfig config =
        valid(
            WHO
                + "allow: {commands: any, agents: any}\n"
                + "transport: {type: http, url: 'http://h', token: t}");

    assertEquals(Allowed.EVERYTHING, config.allowed());
  }

  @Test
  void wantsProgramsByTheirWholePath() throws Exception {
    assertEquals(
        List.of("beacon.yaml:4:20: an element of 'commands' of 'allow' cannot be 'check-web'"),
        heads(
            WHO
                + "allow: {commands: [check-web]}\n"
                + "transport: {type: http, url: 'http://h', token: t}"));
  }

  @Test
  void wantsNoKeysWithoutStaticCredentials() throws Exception {
    assertEquals(
        List.of(
            "beacon.yaml:4:12: the transport has fixed keys, but its credentials are the"
                + " instance's"),
        heads(WHO + "transport: {type: dynamodb, table: t, region: r, access-key: AK}"));
  }

  @Test
  void saysThatThereIsNoFile() {
    ConfigResult.Invalid invalid =
        assertInstanceOf(
            ConfigResult.Invalid.class, ConfigReader.read(folder.resolve("absent.yaml"), Map.of()));

    assertEquals("there is no such file", invalid.problems().getFirst().wrong());
  }

  private BeaconConfig valid(String yaml) throws IOException {
    return assertInstanceOf(ConfigResult.Valid.class, read(yaml, Map.of())).config();
  }

  private static Credentials credentials(ConfigResult result) {
    BeaconConfig config = assertInstanceOf(ConfigResult.Valid.class, result).config();
    return assertInstanceOf(TransportConfig.DynamoDb.class, config.transport()).credentials();
  }

  /** What is wrong and where, without what is allowed. */
  private List<String> heads(String yaml) throws IOException {
    return assertInstanceOf(ConfigResult.Invalid.class, read(yaml, Map.of())).problems().stream()
        .map(p -> "beacon.yaml:" + p.line() + ":" + p.column() + ": " + p.wrong())
        .toList();
  }

  private ConfigResult read(String yaml, Map<String, String> environment) throws IOException {
    Path file = folder.resolve("beacon.yaml");
    Files.writeString(file, yaml);
    return ConfigReader.read(file, environment);
  }
}
