package dev.handoff.beacon.host;

import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Monitor.Check;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * One GET, on a connection of its own, and what its answer is worth.
 *
 * <p>A certificate that does not hold is no failure but unknown: it is the same on every node and
 * runs out everywhere in the same moment, so that no restart and no move mends it. People are told.
 */
final class HttpCheck {

  /** How much of a body is searched. */
  static final int MOST_BODY = 64 * 1024;

  private final Check.Http check;
  private final Duration timeout;
  private final Task task;
  private final long began = System.nanoTime();

  HttpCheck(Check.Http check, Duration timeout, Task task) {
    this.check = check;
    this.timeout = timeout;
    this.task = task;
  }

  /** Asks a server whose certificate, if any, is judged as this machine judges certificates. */
  Outcome run() {
    return run(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  /**
   * Asks the server.
   *
   * @param verifying makes connections to servers whose certificates are trusted; asked for it only
   *     where a check needs it, because that reads all the certificates that this machine trusts
   */
  Outcome run(Supplier<SSLSocketFactory> verifying) {
    HttpURLConnection connection;
    try {
      URLConnection opened = URI.create(check.url()).toURL().openConnection();
      if (!(opened instanceof HttpURLConnection http)) {
        return new Outcome.Unknown(check.url() + " is not an http or https address");
      }
      connection = http;
    } catch (MalformedURLException | IllegalArgumentException e) {
      return new Outcome.Unknown("not a URL: " + e.getMessage());
    } catch (IOException e) {
      return new Outcome.Unknown(MonitorRun.inWords(e));
    }
    task.onKill(connection::disconnect);
    try {
      return prepare(connection, verifying) ? ask(connection) : hostRefused();
    } catch (IOException e) {
      return MonitorRun.judge(e, timeout);
    } finally {
      connection.disconnect();
    }
  }

  /** Whether the request could be made as it should be. */
  private boolean prepare(HttpURLConnection connection, Supplier<SSLSocketFactory> verifying) {
    int millis = MonitorRun.millis(timeout);
    connection.setConnectTimeout(millis);
    connection.setReadTimeout(millis);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestProperty("Connection", "close");
    String host = check.host();
    if (connection instanceof HttpsURLConnection https && (host != null || check.tls() != null)) {
      https.setSSLSocketFactory(NamedTls.of(check, https.getURL().getHost(), verifying));
    }
    if (host == null) {
      return true;
    }
    connection.setRequestProperty("Host", host);
    return host.equals(connection.getRequestProperty("Host"));
  }

  /** {@link HostHeader} was too late, or is not in force where this class is used. */
  private static Outcome hostRefused() {
    return new Outcome.Unknown(
        "this virtual machine does not let a check name its host; start it with -D"
            + HostHeader.PROPERTY
            + "=true");
  }

  private Outcome ask(HttpURLConnection connection) throws IOException {
    int status = connection.getResponseCode();
    if (status < 0) {
      return new Outcome.Failed("answered no HTTP");
    }
    if (!check.accepts(status)) {
      return new Outcome.Failed("answered status " + status);
    }
    return check.body() == null ? Outcome.OK : search(check.body(), status, body(connection));
  }

  private static String body(HttpURLConnection connection) throws IOException {
    boolean isError = connection.getResponseCode() >= 400;
    try (InputStream in = isError ? connection.getErrorStream() : connection.getInputStream()) {
      return in == null ? "" : new String(in.readNBytes(MOST_BODY), StandardCharsets.UTF_8);
    }
  }

  /**
   * Half of the time that is left, so that a pattern which is too slow is not taken for silence.
   */
  private Outcome search(String pattern, int status, String body) {
    long left = timeout.toNanos() - (System.nanoTime() - began);
    return switch (BodySearch.find(pattern, body, Duration.ofNanos(Math.max(0, left / 2)), task)) {
      case FOUND -> Outcome.OK;
      case NOT_FOUND ->
          new Outcome.Failed(
              "answered status " + status + ", but its body has nothing that matches " + pattern);
      case GIVEN_UP ->
          new Outcome.Unknown("the search for " + pattern + " in its body took too long");
      case UNUSABLE -> new Outcome.Unknown(pattern + " cannot be searched for in its body");
    };
  }
}
