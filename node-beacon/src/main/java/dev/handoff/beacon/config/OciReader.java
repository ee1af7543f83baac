package dev.handoff.beacon.config;

import dev.handoff.beacon.config.OciConfig.Bucket;
import dev.handoff.beacon.config.OciConfig.Function;
import dev.handoff.beacon.config.OciConfig.Identity;
import dev.handoff.beacon.config.OciConfig.Stream;
import dev.handoff.events.yaml.Fields;
import dev.handoff.events.yaml.Forms;
import dev.handoff.events.yaml.Problems;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Reads a transport of type {@code oci}; see {@link ConfigReader}. */
final class OciReader {

  private static final List<String> USER = List.of("tenancy", "user", "fingerprint", "key-file");

  private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

  private final TransportFields transport;
  private final Fields fields;
  private final Problems problems;

  OciReader(TransportFields transport) {
    this.transport = transport;
    this.fields = transport.fields();
    this.problems = transport.problems();
  }

  OciConfig read() {
    String region = fields.text("region", Forms.NAME);
    URI storage = URI.create("https://objectstorage." + region + ".oraclecloud.com");
    Bucket bucket =
        new Bucket(
            transport.url("objects", storage),
            fields.text("namespace", Forms.NAME),
            fields.text("bucket", Forms.NAME));
    Stream stream = new Stream(transport.url("messages"), ocid("stream", "stream"));
    Function function =
        new Function(
            transport.url("invoke"),
            ocid("function", "fnfunc"),
            fields.duration("look-every", LOOK_EVERY, Duration.ZERO, Duration.ofDays(1)));
    URI[] stores = {bucket.endpoint(), stream.endpoint(), function.endpoint()};
    Identity identity = identity(region, stores);
    return new OciConfig(stream, bucket, function, identity, transport.paths(stores));
  }

  private String ocid(String key, String type) {
    String id = fields.text(key, Forms.ANY);
    String start = "ocid1." + type + ".";
    if (!id.isEmpty() && !id.matches("\\Q" + start + "\\E[A-Za-z0-9._-]+")) {
      problems.add(
          fields.placeOf(key),
          "'" + key + "' of the transport cannot be " + Problems.quoted(id),
          "the OCID of a " + key + ": " + start + "…");
    }
    return id;
  }

  private Identity identity(String region, URI... stores) {
    URI auth = URI.create("https://auth." + region + ".oraclecloud.com");
    Identity.Instance instance =
        new Identity.Instance(
            transport.url("metadata", TransportFields.METADATA), transport.url("federation", auth));
    String kind = transport.credentials("instance", "api-key");
    if ("api-key".equals(kind)) {
      transport.wantLoopback("an API key", stores);
      return user();
    }
    if (USER.stream().anyMatch(key -> fields.optional(key) != null)) {
      problems.add(
          fields.place(),
          "the transport has an API key, but its credentials are the instance's",
          "'credentials: api-key' with a key, or no key");
    }
    return instance;
  }

  private Identity user() {
    String tenancy = ocid("tenancy", "tenancy");
    String user = ocid("user", "user");
    String fingerprint = fields.text("fingerprint", Forms.ANY);
    Path file = Path.of(fields.text("key-file", Forms.PATH));
    if (problems.none() && !Files.isReadable(file)) {
      problems.add(
          fields.placeOf("key-file"),
          "'key-file' of the transport cannot be read",
          "an API key as PEM without a password");
    }
    return new Identity.ApiKey(tenancy, user, fingerprint, file);
  }
}
