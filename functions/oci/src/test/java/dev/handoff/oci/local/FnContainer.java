package dev.handoff.oci.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The function's process as OCI Functions runs it: the jars of the image, an environment of nothing
 * but what is given, and one call at a time by HTTP over the socket that {@code FN_LISTENER} names.
 *
 * @see <a href="https://github.com/fnproject/docs/blob/master/fn/develop/fn-format.md">the format
 *     http-stream</a>
 */
public final class FnContainer implements AutoCloseable {

  /** The entry point's flags, as in infra/oci/Dockerfile. */
  private static final List<String> FLAGS =
      List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+UseCompactObjectHeaders");

  private static final int OK = 200;
  private static final byte[] END_OF_HEADERS = {'\r', '\n', '\r', '\n'};

  private final Process process;
  private final Path socket;
  private final Path output;

  private FnContainer(Process process, Path socket, Path output) {
    this.process = process;
    this.socket = socket;
    this.output = output;
  }

  /**
   * Starts a container, and waits until it takes calls.
   *
   * @param image folder with the jars
   * @param folder of its own
   * @param configuration of the function
   */
  public static FnContainer start(Path image, Path folder, Map<String, String> configuration)
      throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return start(command(java, image), folder, configuration);
  }

  /** What starts the function by this {@code java} with the jars of that folder. */
  public static List<String> command(String java, Path image) throws IOException {
    return Stream.of(
            Stream.of(java),
            FLAGS.stream(),
            Stream.of("-cp", classPath(image), "dev.handoff.oci.FnMain"))
        .flatMap(words -> words)
        .toList();
  }

  /** Starts a container by a command of one's own, and waits until it takes calls. */
  public static FnContainer start(
      List<String> command, Path folder, Map<String, String> configuration) throws IOException {
    Files.createDirectories(folder);
    Path socket = folder.resolve("lsnr.sock");
    Path output = folder.resolve("function.log");
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(configuration);
    builder.environment().put("FN_FORMAT", "http-stream");
    builder.environment().put("FN_LISTENER", "unix:" + socket);
    Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
    FnContainer container = new FnContainer(process, socket, output);
    container.waitUntilReady();
    return container;
  }

  private static String classPath(Path image) throws IOException {
    try (Stream<Path> jars = Files.list(image)) {
      return jars.sorted().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }
  }

  private void waitUntilReady() throws IOException {
    while (!Files.exists(socket)) {
      if (!process.isAlive()) {
        throw new IOException("the function has ended: " + output());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while a container started", e);
    }
  }

  /**
   * Calls the function.
   *
   * @throws IllegalStateException if it says that it failed
   */
  public synchronized byte[] call(byte[] body) {
    String head =
        """
        POST /call HTTP/1.1\r
        Host: localhost\r
        Connection: close\r
        Fn-Call-Id: %s\r
        Fn-Deadline: %s\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
            .formatted(UUID.randomUUID(), Instant.now().plus(5, ChronoUnit.MINUTES), body.length);
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      write(channel, head.getBytes(StandardCharsets.UTF_8));
      write(channel, body);
      return answer(Channels.newInputStream(channel).readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the function does not answer", e);
    }
  }

  private static void write(SocketChannel channel, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  private static byte[] answer(byte[] whole) throws IOException {
    for (int i = 0; i + END_OF_HEADERS.length <= whole.length; i++) {
      if (Arrays.equals(
          whole, i, i + END_OF_HEADERS.length, END_OF_HEADERS, 0, END_OF_HEADERS.length)) {
        String head = new String(whole, 0, i, StandardCharsets.UTF_8);
        byte[] body = Arrays.copyOfRange(whole, i + END_OF_HEADERS.length, whole.length);
        if (Integer.parseInt(head.split(" ", 3)[1]) != OK) {
          throw new IllegalStateException(
              head.lines().findFirst().orElse("")
                  + ": "
                  + new String(body, StandardCharsets.UTF_8));
        }
        return body;
      }
    }
    throw new IOException("no HTTP answer but " + whole.length + " bytes");
  }

  public long pid() {
    return process.pid();
  }

  /** How long processors have worked for it, in milliseconds; 0 where the system does not tell. */
  public long processorMillis() {
    return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
  }

  /** What the function has logged so far. */
  public String output() throws IOException {
    return Files.readString(output);
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
