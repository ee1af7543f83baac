package dev.handoff.console.deployment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/**
 * Calls of services whose own SDK clients would be megabytes for a call or two: signed by the SDK's
 * signer, sent once, answered as text.
 */
final class SignedCalls implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** The function's own limit is 150 s, and its answer is waited for. */
  private static final Duration READ = Duration.ofSeconds(170);

  /** Lambda's answers end at 6 MB. */
  private static final int MAX_REPLY_BYTES = 8 << 20;

  private final Region region;
  private final AwsCredentialsProvider credentials;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
  private final SdkHttpClient http =
      UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(READ).build();

  SignedCalls(Region region, AwsCredentialsProvider credentials) {
    this.region = region;
    this.credentials = credentials;
  }

  /** A service's answer, whatever its status. */
  record Answer(SdkHttpResponse head, String body) {

    int status() {
      return head.statusCode();
    }

    boolean isSuccess() {
      return head.isSuccessful();
    }

    /** A header's first value; empty if there is none. */
    String header(String name) {
      return head.firstMatchingHeader(name).orElse("");
    }
  }

  /**
   * Calls once.
   *
   * @param service the name that is signed for
   * @throws IOException if there is no answer
   * @throws software.amazon.awssdk.core.exception.SdkException if there are no credentials
   */
  Answer call(
      String service, SdkHttpMethod method, URI uri, Map<String, String> headers, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    SdkHttpRequest.Builder plain = SdkHttpRequest.builder().method(method).uri(uri);
    headers.forEach(plain::putHeader);
    if (method != SdkHttpMethod.GET) {
      plain.putHeader("Content-Length", Integer.toString(bytes.length));
    }
    HttpExecuteResponse response =
        http.prepareRequest(signed(service, plain.build(), bytes)).call();
    String text = "";
    if (response.responseBody().isPresent()) {
      AbortableInputStream stream = response.responseBody().get();
      try (InputStream in = stream) {
        text = new String(in.readNBytes(MAX_REPLY_BYTES), StandardCharsets.UTF_8);
      }
    }
    return new Answer(response.httpResponse(), text);
  }

  private HttpExecuteRequest signed(String service, SdkHttpRequest plain, byte[] bytes) {
    ContentStreamProvider content = () -> new ByteArrayInputStream(bytes);
    SignedRequest signed =
        signer.sign(sign ->
            sign.identity(credentials.resolveCredentials())
                .request(plain)
                .payload(content)
                .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                .putProperty(AwsV4HttpSigner.REGION_NAME, region.id()));
    HttpExecuteRequest.Builder request = HttpExecuteRequest.builder().request(signed.request());
    if (plain.method() != SdkHttpMethod.GET) {
      request.contentStreamProvider(signed.payload().orElse(null));
    }
    return request.build();
  }

  @Override
  public void close() {
    http.close();
  }
}
