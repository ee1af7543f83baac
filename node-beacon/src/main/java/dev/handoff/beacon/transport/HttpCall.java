package dev.handoff.beacon.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP exchange over the JDK's own connections, which are kept open between calls. Small on
 * purpose: every other client costs the beacon 10 to 20 MB.
 */
public final class HttpCall {

  /** Nothing that a beacon reads is larger: a DynamoDB item ends at 400 KB. */
  private static final int MOST_BYTES = 1 << 20;

  private HttpCall() {}

  /** An answer that nobody means to read. */
  public static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;

    TooLarge() {
      super("an answer of more than " + MOST_BYTES + " bytes");
    }
  }

  /**
   * The server's answer, whatever its status.
   *
   * @param headers by their names as the server spells them
   */
  public record Answer(int status, String body, Map<String, List<String>> headers) {

    Answer(int status, String body) {
      this(status, body, Map.of());
    }

    public boolean isOk() {
      return status == 200;
    }

    /** The first value of a header, however its name is spelt; null: there is none. */
    public @Nullable String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> name.equalsIgnoreCase(header.getKey()) && !header.getValue().isEmpty())
          .map(header -> header.getValue().getFirst())
          .findFirst()
          .orElse(null);
    }
  }

  /**
   * Makes one call.
   *
   * @param body empty: none is sent
   * @param timeout of the connection, and again of each read
   * @throws IOException if no complete answer came
   */
  public static Answer send(
      String method, URI url, Map<String, List<String>> headers, String body, Duration timeout)
      throws IOException {
    return send(method, url, headers, body, timeout, null);
  }

  /**
   * The same.
   *
   * @param sockets makes the connections to an {@code https} URL; null: the JDK's own
   */
  static Answer send(
      String method,
      URI url,
      Map<String, List<String>> headers,
      String body,
      Duration timeout,
      @Nullable SSLSocketFactory sockets)
      throws IOException {
    HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
    if (sockets != null && connection instanceof HttpsURLConnection tls) {
      tls.setSSLSocketFactory(sockets);
    }
    int millis = Math.toIntExact(timeout.toMillis());
    connection.setConnectTimeout(millis);
    connection.setReadTimeout(millis);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestMethod(method);
    headers.forEach(
        (name, values) -> values.forEach(value -> connection.addRequestProperty(name, value)));
    if (!body.isEmpty()) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      connection.setDoOutput(true); // Not streamed: then nobody could read why a 401 is one.
      connection.getOutputStream().write(bytes);
    }
    return answer(connection);
  }

  /** The header {@code Host} as a call to this URL sends it, for who has to sign it. */
  public static String host(URI url) {
    int usual = "https".equals(url.getScheme()) ? 443 : 80;
    boolean implied = url.getPort() == -1 || url.getPort() == usual;
    return implied ? url.getHost() : url.getHost() + ":" + url.getPort();
  }

  /** Reads the answer to its end, so that the connection can be used again. */
  private static Answer answer(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    InputStream stream = status >= 400 ? connection.getErrorStream() : connection.getInputStream();
    if (stream == null) {
      return new Answer(status, "", connection.getHeaderFields());
    }
    try (stream) {
      byte[] bytes = stream.readNBytes(MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES) {
        connection.disconnect();
        throw new TooLarge();
      }
      return new Answer(
          status, new String(bytes, StandardCharsets.UTF_8), connection.getHeaderFields());
    }
  }
}
