package dev.handoff.aws.local;

import dev.handoff.aws.AwsSettings;
import dev.handoff.aws.AwsSettings.Endpoints;
import dev.handoff.aws.dynamodb.Tables;
import dev.handoff.aws.local.LambdaRuntimeApi.Answer;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/** The deployed zip as a running function, with DynamoDB Local as its store and its stream. */
public final class LocalFunction implements AutoCloseable {

  /** A secret key, to be looked for where it must not be. */
  public static final String SECRET = "secret-that-no-log-may-show";

  private static final String HANDLER = "dev.handoff.aws.HandoffFunction";

  private final Path task;
  private final LambdaRuntimeApi api;
  private final long startedAtNanos;
  private final LambdaProcess process;
  private final DynamoDbClient dynamoDb;
  private final DynamoDbStreamsClient streams;
  private final AwsSettings settings;
  private final StreamPump pump;

  private LocalFunction(URI aws, String tables, List<String> flags, boolean fromSnapshot)
      throws IOException {
    DynamoDbLocalServer server = DynamoDbLocalServer.shared();
    settings =
        new AwsSettings(
            DynamoDbLocalServer.REGION,
            DynamoDbLocalServer.ACCOUNT,
            tables,
            new Endpoints(server.endpoint(), aws, aws));
    dynamoDb = server.client(tables);
    streams =
        DynamoDbStreamsClient.builder()
            .region(settings.region())
            .credentialsProvider(DynamoDbLocalServer.CREDENTIALS)
            .endpointOverride(settings.endpoints().dynamoDb())
            .httpClient(UrlConnectionHttpClient.create())
            .build();
    pump = new StreamPump(dynamoDb, streams, new Tables(settings.tables()).nodes());
    task = Files.createTempDirectory("handoff-task").toRealPath();
    LambdaProcess.unpack(artifact(), task);
    api = new LambdaRuntimeApi();
    Map<String, String> environment = new HashMap<>(environment(settings));
    if (fromSnapshot) {
      environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    }
    long started = System.nanoTime();
    process = LambdaProcess.start(task, HANDLER, api, environment, flags);
    if (fromSnapshot) {
      api.awaitCheckpoint();
      started = System.nanoTime();
      api.restore();
    }
    startedAtNanos = started;
  }

  /** Starts the function; {@code aws} is where it finds EC2 and SNS. */
  public static LocalFunction start(URI aws, String tables) throws IOException {
    return start(aws, tables, LambdaProcess.LAMBDA_FLAGS);
  }

  /** Starts it with these flags of the JVM. */
  public static LocalFunction start(URI aws, String tables, List<String> flags) throws IOException {
    return new LocalFunction(aws, tables, flags, false);
  }

  /**
   * Starts it up to its snapshot, and lets it go on from there. The time that Lambda itself needs
   * to bring a snapshot back is not in this: no local server does that.
   */
  public static LocalFunction fromSnapshot(URI aws, String tables) throws IOException {
    List<String> flags = new ArrayList<>(LambdaProcess.LAMBDA_FLAGS);
    flags.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
    return new LocalFunction(aws, tables, flags, true);
  }

  /** The zip of this build; the build tells its tests where it is. */
  public static Path artifact() {
    String path = System.getProperty("handoff.artifact", "target/handoff-aws-lambda.zip");
    Path zip = Path.of(path);
    if (!Files.isRegularFile(zip)) {
      throw new IllegalStateException(zip.toAbsolutePath() + " is missing; run the package phase");
    }
    return zip;
  }

  private static Map<String, String> environment(AwsSettings settings) {
    return Map.of(
        "AWS_REGION",
        settings.region().id(),
        "AWS_ACCESS_KEY_ID",
        "test",
        "AWS_SECRET_ACCESS_KEY",
        SECRET,
        "AWS_ENDPOINT_URL_EC2",
        String.valueOf(settings.endpoints().ec2()),
        "AWS_ENDPOINT_URL_SNS",
        String.valueOf(settings.endpoints().sns()),
        "AWS_ENDPOINT_URL_DYNAMODB",
        String.valueOf(settings.endpoints().dynamoDb()),
        "HANDOFF_ACCOUNT",
        settings.account(),
        "HANDOFF_TABLES",
        settings.tables(),
        "HANDOFF_METRICS",
        "true");
  }

  /**
   * Invokes the function and waits for its answer.
   *
   * @throws IllegalStateException if there is none; the message has what the process wrote
   */
  public Answer invoke(String event) {
    try {
      return api.invoke(event).join();
    } catch (RuntimeException e) {
      throw new IllegalStateException("no answer; the function wrote:\n" + output(), e);
    }
  }

  /** The event source of the nodes' table. */
  public StreamPump pump() {
    return pump;
  }

  /** A node that talks to this function's tables. */
  public PlayedNode node(ClusterSpec spec, String name) {
    NodeSpec node = spec.node(name).orElseThrow();
    String key = settings.instanceArn(String.valueOf(node.instance()));
    return new PlayedNode(dynamoDb, new Tables(settings.tables()), key, spec, name);
  }

  /** What the function's process has written. */
  public String output() {
    try {
      return process.output();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * When its process was started, or let go on from its snapshot, on the clock of {@link
   * System#nanoTime}.
   */
  public long startedAtNanos() {
    return startedAtNanos;
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() throws IOException {
    process.close();
    api.close();
    streams.close();
    dynamoDb.close();
    try (Stream<Path> files = Files.walk(task)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
