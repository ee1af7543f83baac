package dev.handoff.oci.fn;

import com.fnproject.fn.api.Headers;
import com.fnproject.fn.api.InputEvent;
import com.fnproject.fn.api.OutputEvent;
import com.fnproject.fn.runtime.EventCodec;
import com.fnproject.fn.runtime.ReadOnceInputEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.http.ConnectionClosedException;
import org.apache.http.Header;
import org.apache.http.HttpEntity;
import org.apache.http.HttpEntityEnclosingRequest;
import org.apache.http.HttpException;
import org.apache.http.HttpRequest;
import org.apache.http.HttpResponse;
import org.apache.http.HttpStatus;
import org.apache.http.entity.ByteArrayEntity;
import org.apache.http.entity.ContentType;
import org.apache.http.impl.DefaultBHttpServerConnection;
import org.apache.http.protocol.BasicHttpContext;
import org.apache.http.protocol.HttpContext;
import org.apache.http.protocol.HttpProcessorBuilder;
import org.apache.http.protocol.HttpService;
import org.apache.http.protocol.ResponseConnControl;
import org.apache.http.protocol.ResponseContent;
import org.apache.http.protocol.UriHttpRequestHandlerMapper;

/**
 * Serves {@code POST /call} on the socket that {@code FN_LISTENER} names, one call after the other.
 *
 * @see <a href="https://github.com/fnproject/docs/blob/master/fn/develop/fn-format.md">the format
 *     http-stream</a>
 */
public final class UnixSocketCodec implements EventCodec {

  private static final String SCHEME = "unix:";
  private static final int BUFFER = 8 << 10;
  private static final int NOT_FOUND = HttpStatus.SC_NOT_FOUND;

  private final Path socket;

  /**
   * @param listener {@code FN_LISTENER}, such as {@code unix:/tmp/iofs/lsnr.sock}
   * @throws IllegalArgumentException if it names no socket
   */
  public UnixSocketCodec(String listener) {
    if (!listener.startsWith(SCHEME) || listener.length() == SCHEME.length()) {
      throw new IllegalArgumentException(
          "FN_LISTENER is '" + listener + "'; it must be unix: and the path of a socket");
    }
    socket = Path.of(listener.substring(SCHEME.length()));
  }

  /**
   * Serves until the thread is interrupted or the process ends.
   *
   * @throws IllegalStateException if the socket cannot be opened
   */
  @Override
  public void runCodec(Handler handler) {
    UriHttpRequestHandlerMapper calls = new UriHttpRequestHandlerMapper();
    calls.register("/call", (request, response, context) -> call(handler, request, response));
    calls.register("*", (request, response, context) -> response.setStatusCode(NOT_FOUND));
    HttpService service =
        new HttpService(
            HttpProcessorBuilder.create()
                .addAll(new ResponseContent(true), new ResponseConnControl())
                .build(),
            calls);
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listen(server);
      while (!Thread.currentThread().isInterrupted()) {
        serve(service, server.accept());
      }
    } catch (java.nio.channels.ClosedByInterruptException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new IllegalStateException("the function cannot be called by " + socket, e);
    }
  }

  /**
   * The platform takes the appearance of the socket for "ready", and has another user: so it is
   * made under another name first, opened to everybody in its directory, and then linked.
   */
  private void listen(ServerSocketChannel server) throws IOException {
    Path made = socket.resolveSibling("made-" + socket.getFileName());
    Files.deleteIfExists(made);
    Files.deleteIfExists(socket);
    server.bind(UnixDomainSocketAddress.of(made));
    Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-rw-rw-"));
    Files.createSymbolicLink(socket, made.getFileName());
  }

  /** A connection that breaks ends, and the next one is taken. */
  private static void serve(HttpService service, SocketChannel channel) throws IOException {
    HttpContext context = new BasicHttpContext();
    try (DefaultBHttpServerConnection connection = new DefaultBHttpServerConnection(BUFFER)) {
      connection.bind(new ChannelSocket(channel));
      while (connection.isOpen()) {
        service.handleRequest(connection, context);
      }
    } catch (ConnectionClosedException e) {
      // The platform has hung up between two calls, as it may.
    } catch (HttpException | IOException e) {
      logged("connection ended", e);
    }
  }

  /** What is printed here goes where the platform keeps the function's log. */
  @SuppressWarnings("SystemOut")
  private static void logged(String what, Exception e) {
    System.err.println(what + ": " + e);
  }

  private static void call(Handler handler, HttpRequest request, HttpResponse response)
      throws IOException {
    OutputEvent output;
    try {
      output = handler.handle(input(request));
    } catch (RuntimeException e) {
      // Of this call alone: a body that broke off, for example.
      logged("call failed", e);
      response.setStatusCode(HttpStatus.SC_INTERNAL_SERVER_ERROR);
      return;
    }
    response.setStatusCode(output.getStatus().getCode());
    output
        .getHeaders()
        .asMap()
        .forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    output.writeToOutput(body);
    response.setEntity(
        new ByteArrayEntity(
            body.toByteArray(), output.getContentType().map(ContentType::parse).orElse(null)));
  }

  private static InputEvent input(HttpRequest request) throws IOException {
    Map<String, List<String>> headers = new LinkedHashMap<>();
    for (Header header : request.getAllHeaders()) {
      headers.merge(
          header.getName(),
          List.of(header.getValue()),
          (a, b) -> java.util.stream.Stream.of(a, b).flatMap(List::stream).toList());
    }
    InputStream body = InputStream.nullInputStream();
    if (request instanceof HttpEntityEnclosingRequest enclosing) {
      HttpEntity entity = enclosing.getEntity();
      if (entity != null) {
        body = entity.getContent();
      }
    }
    return new ReadOnceInputEvent(
        body,
        Headers.fromMultiHeaderMap(headers),
        value(request, "Fn-Call-Id"),
        deadline(value(request, "Fn-Deadline")));
  }

  private static String value(HttpRequest request, String header) {
    Header found = request.getFirstHeader(header);
    return found == null ? "" : found.getValue();
  }

  /** Without one that can be read there is none. */
  private static Instant deadline(String text) {
    try {
      return Instant.parse(text.toUpperCase(Locale.ROOT));
    } catch (DateTimeParseException e) {
      return Instant.MAX;
    }
  }
}
