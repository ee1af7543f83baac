package dev.handoff.beacon.transport.aws;

import dev.handoff.beacon.transport.HttpCall;
import dev.handoff.beacon.transport.HttpCall.Answer;
import dev.handoff.beacon.transport.LocalAddresses;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The instance metadata service of EC2, version 2 only: every question carries a session token.
 *
 * <p>Credentials of the instance's role are kept, and renewed {@link #EARLY} before they expire. A
 * renewal that fails is repeated with each call, while the old ones are used for as long as they
 * are valid.
 */
public final class InstanceMetadata implements Credentials, LocalAddresses {

  /** AWS brings new credentials at least five minutes before the old ones expire. */
  static final Duration EARLY = Duration.ofMinutes(5);

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final String ROLES = "/latest/meta-data/iam/security-credentials/";
  private static final String DOCUMENT = "/latest/dynamic/instance-identity/document";
  private static final String INTERFACES = "/latest/meta-data/network/interfaces/macs/";
  private static final String SESSION = "/latest/api/token";

  private final URI base;
  private final InstantSource clock;
  private @Nullable RoleCredentials current;

  private record RoleCredentials(
      String AccessKeyId, String SecretAccessKey, String Token, Instant Expiration) {}

  private record IdentityDocument(String region, String accountId, String instanceId) {}

  InstanceMetadata(URI base, InstantSource clock) {
    this.base = base;
    this.clock = clock;
  }

  /** Who tells which addresses lead to this machine. */
  public static LocalAddresses localAddresses(URI metadata) {
    return new InstanceMetadata(metadata, InstantSource.system());
  }

  @Override
  public synchronized AwsKeys get() throws IOException {
    RoleCredentials known = current;
    if (known == null || !isValid(known, EARLY)) {
      known = renewed(known);
      current = known;
    }
    return new AwsKeys(known.AccessKeyId, known.SecretAccessKey, known.Token);
  }

  /**
   * The instance's own ARN, under which the store keeps its beats.
   *
   * @throws IOException if the service does not tell
   */
  String instanceArn() throws IOException {
    IdentityDocument document = read(DOCUMENT, session(), IdentityDocument.class);
    return String.join(
        ":",
        "arn",
        partition(document.region),
        "ec2",
        document.region,
        document.accountId,
        "instance/" + document.instanceId);
  }

  @Override
  public List<String> of(String mac) throws IOException {
    return ask(INTERFACES + mac + "/local-ipv4s", session()).lines().map(String::strip).toList();
  }

  private RoleCredentials renewed(@Nullable RoleCredentials old) throws IOException {
    try {
      String session = session();
      String role = ask(ROLES, session).lines().findFirst().orElse("").strip();
      if (role.isEmpty()) {
        throw new IOException("the instance has no role; give it an instance profile");
      }
      return read(ROLES + role, session, RoleCredentials.class);
    } catch (IOException e) {
      if (old != null && isValid(old, Duration.ZERO)) {
        return old;
      }
      throw e;
    }
  }

  private boolean isValid(RoleCredentials credentials, Duration longer) {
    return clock.instant().plus(longer).isBefore(credentials.Expiration);
  }

  private String session() throws IOException {
    Map<String, List<String>> lifetime =
        Map.of("X-aws-ec2-metadata-token-ttl-seconds", List.of("60"));
    return body(HttpCall.send("PUT", URI.create(base + SESSION), lifetime, "", TIMEOUT), SESSION);
  }

  private String ask(String path, String session) throws IOException {
    Map<String, List<String>> headers = Map.of("X-aws-ec2-metadata-token", List.of(session));
    return body(HttpCall.send("GET", URI.create(base + path), headers, "", TIMEOUT), path);
  }

  private <T> T read(String path, String session, Class<T> type) throws IOException {
    try {
      return Json.read(ask(path, session), type);
    } catch (MalformedEvent e) {
      throw new IOException(base + path + " makes no sense: " + e.getMessage(), e);
    }
  }

  private String body(Answer answer, String path) throws IOException {
    if (!answer.isOk()) {
      throw new IOException(base + path + " answered " + answer.status());
    }
    return Objects.requireNonNull(answer.body());
  }

  private static String partition(String region) {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }
}
