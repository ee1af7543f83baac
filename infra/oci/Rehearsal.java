import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Starts the function once while its image is built, and lets it answer, so that Java can archive
 * the classes that this takes ({@code -XX:ArchiveClassesAtExit} among the arguments). What it asks
 * of Oracle Cloud is answered here: nothing leaves the machine.
 *
 * <pre>java Rehearsal java OPTION… dev.handoff.oci.FnMain</pre>
 */
public final class Rehearsal {

  private static final List<String> CALLS =
      List.of("{\"schedule\":{}}", "{\"beat\":{\"cluster\":\"rehearsal\"}}", "{\"doctor\":{}}");

  private static final long PATIENCE_MS = 60_000;

  private Rehearsal() {}

  /** The arguments are the command that starts the function. */
  public static void main(String[] command) throws Exception {
    Path folder = Files.createTempDirectory("rehearsal");
    try (ServerSocket cloud = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(cloud));
      Process function = start(folder, cloud.getLocalPort(), command);
      try {
        for (String body : CALLS) {
          call(folder.resolve("function.sock"), function, body);
        }
      } finally {
        function.destroy();
        if (!function.waitFor(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
          function.destroyForcibly();
          throw new IOException("the function does not end; there is no archive");
        }
      }
    } finally {
      delete(folder);
    }
  }

  /** The key of a user who does not exist, and a socket: an image is no place for either. */
  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static Process start(Path folder, int cloud, String... command) throws Exception {
    Path key = folder.resolve("key.pem");
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    byte[] made = generator.generateKeyPair().getPrivate().getEncoded();
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(made);
    Files.writeString(
        key, "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n");
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder
        .environment()
        .putAll(
            Map.ofEntries(
                Map.entry("FN_FORMAT", "http-stream"),
                Map.entry("FN_LISTENER", "unix:" + folder.resolve("function.sock")),
                Map.entry("FN_APP_ID", "rehearsal"),
                Map.entry("FN_FN_ID", "rehearsal"),
                Map.entry("HANDOFF_COMPARTMENT", "ocid1.compartment.oc1..rehearsal"),
                Map.entry("HANDOFF_REGION", "rehearsal-1"),
                Map.entry("HANDOFF_NAMESPACE", "rehearsal"),
                Map.entry("HANDOFF_OCI_ENDPOINT", "http://127.0.0.1:" + cloud),
                Map.entry("HANDOFF_AUTH", "api-key"),
                Map.entry("HANDOFF_TENANCY", "ocid1.tenancy.oc1..rehearsal"),
                Map.entry("HANDOFF_USER", "ocid1.user.oc1..rehearsal"),
                Map.entry("HANDOFF_FINGERPRINT", "re:he:ar:sa:l"),
                Map.entry("HANDOFF_KEY_FILE", key.toString())));
    return builder.start();
  }

  /** What it answers does not matter, as long as it does. */
  private static void call(Path socket, Process function, String body) throws Exception {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MS);
    while (!Files.exists(socket)) {
      if (!function.isAlive() || System.nanoTime() > end) {
        throw new IOException("the function does not listen; it says why above");
      }
      Thread.sleep(50);
    }
    String request =
        """
        POST /call HTTP/1.1\r
        Host: localhost\r
        Connection: close\r
        Content-Type: application/json\r
        Fn-Call-Id: rehearsal\r
        Fn-Intent: httprequest\r
        Fn-Deadline: 2100-01-01T00:00:00.000Z\r
        Content-Length: %d\r
        \r
        %s"""
            .formatted(body.length(), body);
    try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      channel.connect(UnixDomainSocketAddress.of(socket.toRealPath()));
      channel.write(ByteBuffer.wrap(request.getBytes()));
      ByteBuffer answer = ByteBuffer.allocate(4096);
      while (channel.read(answer) >= 0 && !complete(answer)) {
        // More is to come.
      }
      String told = new String(answer.array(), 0, answer.position());
      System.out.println(body + " -> " + told.lines().findFirst().orElse("nothing"));
    }
  }

  /** The function may keep the connection, whatever it is asked: its answers are short. */
  private static boolean complete(ByteBuffer answer) {
    String text = new String(answer.array(), 0, answer.position());
    int head = text.indexOf("\r\n\r\n");
    if (head < 0 || !answer.hasRemaining()) {
      return !answer.hasRemaining();
    }
    int length =
        text.lines()
            .filter(line -> line.toLowerCase().startsWith("content-length:"))
            .mapToInt(line -> Integer.parseInt(line.substring(15).trim()))
            .findFirst()
            .orElse(0);
    return text.length() >= head + 4 + length;
  }

  /** A cloud in which there is a bucket, and nothing in it. */
  private static void serve(ServerSocket cloud) {
    while (!cloud.isClosed()) {
      try (Socket caller = cloud.accept()) {
        answer(caller.getInputStream(), caller.getOutputStream());
      } catch (IOException e) {
        // Closed: the rehearsal is over.
      }
    }
  }

  private static void answer(InputStream in, OutputStream out) throws IOException {
    byte[] head = new byte[16_384];
    int filled = 0;
    String request = "";
    while (!request.contains("\r\n\r\n") && filled < head.length) {
      int read = in.read(head, filled, head.length - filled);
      if (read < 0) {
        return;
      }
      filled += read;
      request = new String(head, 0, filled);
    }
    boolean list = request.startsWith("GET ") && request.contains("/o?");
    String body =
        list ? "{\"objects\":[]}" : "{\"code\":\"ObjectNotFound\",\"message\":\"a rehearsal\"}";
    String answer =
        "HTTP/1.1 %s\r\nContent-Type: application/json\r\nopc-request-id: rehearsal\r\n"
                .formatted(list ? "200 OK" : "404 Not Found")
            + "Connection: close\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body);
    out.write(answer.getBytes());
    out.flush();
  }
}
