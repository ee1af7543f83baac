package dev.handoff.aws.ec2;

import dev.handoff.aws.AwsClients;
import dev.handoff.aws.AwsSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.regions.ServiceMetadata;

/** One attempt of an EC2 call: signs, sends, bounds its time, and reads the reply. */
public final class Ec2Query implements AutoCloseable {

  private static final String VERSION = "2016-11-15";

  /** EC2's largest pages have some 1,000 items; this is far beyond. */
  private static final int MAX_REPLY_BYTES = 16 << 20;

  private final AwsSettings settings;
  private final AwsCredentialsProvider credentials;
  private final URI endpoint;
  private final Duration limit;
  private final SdkHttpClient http;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  /**
   * Makes a client.
   *
   * @param limit longest time that one attempt may take, connecting included
   */
  public Ec2Query(AwsSettings settings, AwsCredentialsProvider credentials, Duration limit) {
    this.settings = settings;
    this.credentials = credentials;
    this.limit = limit;
    this.http = AwsClients.http(limit);
    URI own = settings.endpoints().ec2();
    this.endpoint =
        own != null
            ? own
            : URI.create("https://" + ServiceMetadata.of("ec2").endpointFor(settings.region()));
  }

  /** Calls once. */
  public Reply call(String action, Map<String, String> parameters) {
    ExecutableHttpRequest request;
    try {
      request = http.prepareRequest(signed(form(action, parameters)));
    } catch (SdkException e) {
      return new Reply.Failure(0, "NoCredentials", String.valueOf(e.getMessage()), "");
    }
    FutureTask<Reply> attempt = new FutureTask<>(() -> read(request.call()));
    Thread.ofVirtual().name("ec2-" + action).start(attempt);
    try {
      return attempt.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      request.abort();
      return new Reply.Silence(action + ": no answer within " + limit);
    } catch (ExecutionException e) {
      return new Reply.Silence(
          e.getCause() instanceof SocketTimeoutException slow
              ? action + ": no answer within " + limit + " (" + slow.getMessage() + ")"
              : action + ": " + e.getCause());
    } catch (InterruptedException e) {
      request.abort();
      Thread.currentThread().interrupt();
      return new Reply.Silence(action + ": interrupted while waiting for the answer");
    }
  }

  private static byte[] form(String action, Map<String, String> parameters) {
    Map<String, String> all = new TreeMap<>(parameters);
    all.put("Action", action);
    all.put("Version", VERSION);
    return all.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + encoded(entry.getValue()))
        .collect(Collectors.joining("&"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private HttpExecuteRequest signed(byte[] body) {
    SdkHttpRequest plain =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint)
            .encodedPath("/")
            .putHeader("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .putHeader("Content-Length", Integer.toString(body.length))
            .build();
    AwsCredentialsIdentity identity = credentials.resolveCredentials();
    SignedRequest signed =
        signer.sign(sign ->
            sign.identity(identity)
                .request(plain)
                .payload(() -> new ByteArrayInputStream(body))
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "ec2")
                .putProperty(AwsV4HttpSigner.REGION_NAME, settings.region().id()));
    return HttpExecuteRequest.builder()
        .request(signed.request())
        .contentStreamProvider(signed.payload().orElse(null))
        .build();
  }

  private static Reply read(HttpExecuteResponse response) throws IOException {
    int status = response.httpResponse().statusCode();
    byte[] body = new byte[0];
    if (response.responseBody().isPresent()) {
      try (InputStream in = response.responseBody().get()) {
        body = in.readNBytes(MAX_REPLY_BYTES);
      }
    }
    Xml xml;
    try {
      xml = Xml.parse(body);
    } catch (XMLStreamException e) {
      return status / 100 == 2
          ? new Reply.Silence("an answer that is no XML: " + e.getMessage())
          : new Reply.Failure(status, "", "an answer without EC2's error code", "");
    }
    if (status / 100 == 2) {
      return new Reply.Success(xml);
    }
    return new Reply.Failure(
        status,
        xml.text("Errors", "Error", "Code"),
        xml.text("Errors", "Error", "Message"),
        xml.text("RequestID"));
  }

  @Override
  public void close() {
    http.close();
  }
}
