package dev.handoff.beacon.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.handoff.beacon.config.OciConfig.Bucket;
import dev.handoff.beacon.config.OciConfig.Function;
import dev.handoff.beacon.config.OciConfig.Identity;
import dev.handoff.beacon.config.OciConfig.Stream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OciReaderTest {

  private static final String WHO =
      "cluster: web\nnode: a\nstate-directory: /var/lib/handoff\ntransport:\n  type: oci\n";

  private static final String CLOUD =
      """
        region: eu-frankfurt-1
        stream: ocid1.stream.oc1.a
        messages: https://cell-1.streaming.eu-frankfurt-1.oci.oraclecloud.com
        namespace: ns
        bucket: handoff
        function: ocid1.fnfunc.oc1.f
        invoke: https://abc.eu-frankfurt-1.functions.oci.oraclecloud.com
      """;

  private static final String LAB =
      """
        region: eu-frankfurt-1
        stream: ocid1.stream.oc1.a
        messages: http://127.0.0.1:1
        namespace: ns
        bucket: handoff
        function: ocid1.fnfunc.oc1.f
        invoke: http://127.0.0.1:1
        objects: http://127.0.0.1:1/
      """;

  @TempDir Path folder;

  @Test
  void readsWhatAnInstanceNeeds() throws Exception {
    assertEquals(
        new OciConfig(
            new Stream(
                URI.create("https://cell-1.streaming.eu-frankfurt-1.oci.oraclecloud.com"),
                "ocid1.stream.oc1.a"),
            new Bucket(
                URI.create("https://objectstorage.eu-frankfurt-1.oraclecloud.com"),
                "ns",
                "handoff"),
            new Function(
                URI.create("https://abc.eu-frankfurt-1.functions.oci.oraclecloud.com"),
                "ocid1.fnfunc.oc1.f",
                Duration.ofMinutes(1)),
            new Identity.Instance(
                URI.create("http://169.254.169.254"),
                URI.create("https://auth.eu-frankfurt-1.oraclecloud.com")),
            List.of()),
        valid(WHO + CLOUD));
  }

  @Test
  void everyEndpointCanBeSaid() throws Exception {
    OciConfig config =
        valid(
            WHO
                + LAB
                + "  look-every: 0s\n"
                + "  metadata: http://127.0.0.1:2\n"
                + "  federation: http://127.0.0.1:3\n");

    assertEquals(URI.create("http://127.0.0.1:1"), config.bucket().endpoint());
    assertEquals(Duration.ZERO, config.function().lookEvery());
    assertEquals(
        new Identity.Instance(URI.create("http://127.0.0.1:2"), URI.create("http://127.0.0.1:3")),
        config.identity());
  }

  @Test
  void readsAnApiKeyForALab() throws Exception {
    Path key = Files.writeString(folder.resolve("key.pem"), "key");

    assertEquals(
        new Identity.ApiKey("ocid1.tenancy.oc1..t", "ocid1.user.oc1..u", "aa:bb", key),
        valid(WHO + LAB + user(key)).identity());
  }

  @Test
  void refusesAnApiKeyForAStoreElsewhere() throws Exception {
    Path key = Files.writeString(folder.resolve("key.pem"), "key");

    assertEquals(
        List.of("13:16: an API key for a store that is not on this machine"),
        heads(WHO + CLOUD + user(key)));
  }

  @Test
  void saysThatTheKeyCannotBeRead() throws Exception {
    assertEquals(
        List.of("18:13: 'key-file' of the transport cannot be read"),
        heads(WHO + LAB + user(folder.resolve("absent.pem"))));
  }

  @Test
  void wantsNoKeyWithoutApiKey() throws Exception {
    assertEquals(
        List.of("5:3: the transport has an API key, but its credentials are the instance's"),
        heads(WHO + CLOUD + "  fingerprint: aa:bb\n"));
  }

  @Test
  void wantsOcidsOfTheRightKind() throws Exception {
    assertEquals(
        List.of(
            "7:11: 'stream' of the transport cannot be 'ocid1.streampool.oc1.a'",
            "11:13: 'function' of the transport cannot be 'handoff'"),
        heads(
            WHO
                + CLOUD
                    .replace("ocid1.stream.oc1.a", "ocid1.streampool.oc1.a")
                    .replace("ocid1.fnfunc.oc1.f", "handoff")));
  }

  @Test
  void saysWhatIsMissingAndWhatNobodyUnderstands() throws Exception {
    assertEquals(
        List.of(
            "5:3: the transport has no 'invoke'",
            "5:3: the transport has no 'namespace'",
            "11:3: unknown key 'look-evry' in the transport"),
        heads(
            WHO
                + CLOUD.replace("  namespace: ns\n", "").replaceFirst("  invoke: \\S+\n", "")
                + "  look-evry: 1m\n"));
  }

  @Test
  void wantsNoKeyOfTheNode() throws Exception {
    assertEquals(
        List.of("1:6: 'key' with a transport of type oci"), heads("key: me\n" + WHO + CLOUD));
  }

  @Test
  void wantsTlsForPaths() throws Exception {
    assertEquals(
        List.of("14:10: 'paths' to a store without TLS"), heads(WHO + LAB + "  paths: [ens6]\n"));
  }

  private static String user(Path key) {
    return """
      credentials: api-key
      tenancy: ocid1.tenancy.oc1..t
      user: ocid1.user.oc1..u
      fingerprint: aa:bb
      key-file: %s
    """
        .formatted(key);
  }

  private OciConfig valid(String yaml) throws IOException {
    ConfigResult result = read(yaml);
    BeaconConfig config =
        assertInstanceOf(ConfigResult.Valid.class, result, result::toString).config();
    return assertInstanceOf(OciConfig.class, config.transport());
  }

  private List<String> heads(String yaml) throws IOException {
    return assertInstanceOf(ConfigResult.Invalid.class, read(yaml)).problems().stream()
        .map(p -> p.line() + ":" + p.column() + ": " + p.wrong())
        .toList();
  }

  private ConfigResult read(String yaml) throws IOException {
    Path file = folder.resolve("beacon.yaml");
    Files.writeString(file, yaml);
    return ConfigReader.read(file, Map.of());
  }
}
