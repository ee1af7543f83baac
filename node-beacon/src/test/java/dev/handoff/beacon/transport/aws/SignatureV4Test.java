package dev.handoff.beacon.transport.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** The signer of AWS's own SDK is the oracle. */
class SignatureV4Test {

  private static final AwsKeys USER = new AwsKeys("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG", null);
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");
  private static final String UPDATE = "DynamoDB_20120810.UpdateItem";

  private final AwsV4HttpSigner sdk = AwsV4HttpSigner.create();

  @Test
  void signsAsTheSdkDoes() {
    agrees("https://dynamodb.eu-central-1.amazonaws.com/", "{}", USER, NOON);
  }

  @Test
  void signsTheTokenOfAnInstance() {
    AwsKeys instance = new AwsKeys("ASIA1", "secret", " FwoGZXIvYXdzE//==");

    agrees("https://dynamodb.eu-central-1.amazonaws.com/", "{}", instance, NOON);
  }

  @Test
  void signsThePortThatTheConnectionSends() {
    for (String store : List.of("http://127.0.0.1:8000/", "http://h:80/", "https://h:443/")) {
      agrees(store, "{}", USER, NOON);
    }
  }

  @Test
  void signsThePathOfAStoreBehindAProxy() {
    agrees("https://proxy/dynamo%20db/a~b_c/", "{}", USER, NOON);
  }

  @Test
  void aKeyIsGoodForADayAndNoLonger() {
    SignatureV4 signature = new SignatureV4("eu-central-1");
    URI store = URI.create("https://dynamodb.eu-central-1.amazonaws.com/");
    for (Instant now = NOON; now.isBefore(NOON.plusSeconds(200_000)); now = now.plusSeconds(7919)) {
      agrees(signature, "eu-central-1", store, "{}", USER, now);
    }
    agrees(signature, "eu-central-1", store, "{}", new AwsKeys("AK2", "other", null), NOON);
  }

  @Test
  void agreesOnWhateverIsSent() {
    Random random = new Random(20261123);
    for (int i = 0; i < 500; i++) {
      String region = List.of("us-east-1", "cn-north-1", "eu-south-2").get(random.nextInt(3));
      AwsKeys keys = new AwsKeys(word(random), word(random), i % 2 == 0 ? null : word(random));
      Instant now = Instant.ofEpochMilli(random.nextLong(1_700_000_000_000L, 2_500_000_000_000L));
      String body = "{\"é\": \"" + word(random) + "\\u00fc\u4e2d\"}";
      URI store = URI.create("https://dynamodb." + region + ".amazonaws.com/");

      agrees(new SignatureV4(region), region, store, body, keys, now);
    }
  }

  private void agrees(String store, String body, AwsKeys keys, Instant now) {
    SignatureV4 signature = new SignatureV4("eu-central-1");
    agrees(signature, "eu-central-1", URI.create(store), body, keys, now);
  }

  private void agrees(
      SignatureV4 signature, String region, URI store, String body, AwsKeys keys, Instant now) {
    assertEquals(
        lower(signedBySdk(region, store, body, keys, now)),
        lower(signature.headers(store, UPDATE, body, keys, now)),
        () -> store + " " + now);
  }

  private Map<String, List<String>> signedBySdk(
      String region, URI store, String body, AwsKeys keys, Instant now) {
    AwsCredentialsIdentity identity =
        keys.token() == null
            ? AwsCredentialsIdentity.create(keys.accessKey(), keys.secretKey())
            : AwsSessionCredentialsIdentity.create(
                keys.accessKey(), keys.secretKey(), keys.token());
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(store)
            .putHeader("Content-Type", "application/x-amz-json-1.0")
            .putHeader("X-Amz-Target", UPDATE)
            .build();
    return sdk.sign(r ->
            r.identity(identity)
                .request(request)
                .payload(ContentStreamProvider.fromByteArray(body.getBytes(StandardCharsets.UTF_8)))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "dynamodb")
                .putProperty(AwsV4HttpSigner.REGION_NAME, region)
                .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(now, ZoneOffset.UTC)))
        .request()
        .headers();
  }

  /** The connection sends {@code Host} itself. */
  private static Map<String, List<String>> lower(Map<String, List<String>> headers) {
    Map<String, List<String>> lower = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    lower.putAll(headers);
    lower.remove("host");
    return lower;
  }

  private static String word(Random random) {
    return random
        .ints(random.nextInt(1, 60), '!', '~')
        .filter(c -> c != '"' && c != '\\')
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .append('k')
        .toString();
  }
}
