package dev.handoff.console.lab.aws;

import dev.handoff.console.lab.node.JavaProcess;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * AWS's DynamoDB Local as a process of its own, on loopback. Its licence keeps it out of everything
 * that we hand out, so it is never on the class path of the lab: the launcher has it fetched where
 * somebody asks for this cloud, and says where it is.
 */
final class LocalDynamoDb implements AutoCloseable {

  /** System property: a file that holds the class path on which DynamoDB Local runs. */
  private static final String CLASS_PATH_FILE = "handoff.dynamodb-local";

  private static final String MAIN = "dev.handoff.aws.local.DynamoDbLocalServer";

  private static final List<String> FLAGS =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "--enable-native-access=ALL-UNNAMED");

  private final Process process;
  private final URI endpoint;

  private LocalDynamoDb(Process process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /**
   * Starts it, without tables.
   *
   * @throws IOException if it is not there, or does not start
   */
  static LocalDynamoDb start() throws IOException {
    String file = System.getProperty(CLASS_PATH_FILE);
    if (file == null || !Files.isReadable(Path.of(file))) {
      throw new IOException(
          "DynamoDB Local is not here; start the lab by ./handoff from a clone, which fetches it");
    }
    ProcessBuilder builder =
        JavaProcess.tethered(FLAGS, Files.readString(Path.of(file)).strip(), MAIN, "0");
    builder.environment().put("DDB_LOCAL_TELEMETRY", "0");
    Process process =
        builder
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    // The reader stays open: closing it would close the output of a process that still writes.
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      if (line.startsWith("http://127.0.0.1:")) {
        Thread.ofVirtual().start(() -> drain(out));
        return new LocalDynamoDb(process, URI.create(line.strip()));
      }
    }
    process.destroyForcibly();
    throw new IOException("DynamoDB Local did not start");
  }

  private static void drain(BufferedReader out) {
    try {
      String line = out.readLine();
      while (line != null) {
        line = out.readLine();
      }
    } catch (IOException e) {
      // It has ended: nothing is left to be read.
      return;
    }
  }

  URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
