package dev.handoff.beacon.transport;

import dev.handoff.beacon.transport.HttpCall.Answer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/** HTTP to a store, by the interfaces that it is to be tried by. */
public final class StoreHttp {

  private static final Duration TIMEOUT = Duration.ofSeconds(3);

  /** Where there is another way, the first one has less time. */
  private static final Duration TIMEOUT_OF_SEVERAL = Duration.ofSeconds(1);

  private final @Nullable Paths paths;
  private final OneKeyShare tls =
      new OneKeyShare(() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
  private final Map<String, SSLSocketFactory> sockets = new ConcurrentHashMap<>();

  /**
   * @param interfaces by which calls are tried, in order; none: as the machine's routing has it
   */
  public StoreHttp(List<String> interfaces) {
    this.paths = interfaces.isEmpty() ? null : new Paths(interfaces, System::nanoTime);
  }

  /**
   * Makes a call.
   *
   * @param body empty: none is sent
   * @throws IOException if no complete answer came
   */
  public Answer send(String method, URI url, Map<String, List<String>> headers, String body)
      throws IOException {
    Duration timeout = paths != null && paths.count() > 1 ? TIMEOUT_OF_SEVERAL : TIMEOUT;
    return send(method, url, headers, body, timeout);
  }

  /**
   * The same.
   *
   * @param timeout of the connection, and again of each read, by each interface
   */
  public Answer send(
      String method, URI url, Map<String, List<String>> headers, String body, Duration timeout)
      throws IOException {
    if (paths == null) {
      return tls.send(() -> HttpCall.send(method, url, headers, body, timeout, tls));
    }
    return paths.send(path -> {
      SSLSocketFactory bound = sockets.computeIfAbsent(path, name -> new BoundSockets(name, tls));
      return tls.send(() -> HttpCall.send(method, url, headers, body, timeout, bound));
    });
  }
}
