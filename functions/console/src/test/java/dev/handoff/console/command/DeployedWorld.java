package dev.handoff.console.command;

import dev.handoff.aws.AwsSettings;
import dev.handoff.aws.dynamodb.DynamoDbClusterStore;
import dev.handoff.aws.dynamodb.Tables;
import dev.handoff.aws.local.DynamoDbLocalServer;
import dev.handoff.aws.local.PlayedNode;
import dev.handoff.console.deployment.AwsFront;
import dev.handoff.controller.operation.Operations;
import dev.handoff.events.spec.ClusterSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * An installation on loopback as the command line sees it: its tables in DynamoDB Local, its
 * function whatever the test makes of it, and a person with credentials.
 */
final class DeployedWorld implements AutoCloseable {

  /** Looked for in all that is printed. */
  static final String SECRET = "secret-that-nobody-may-see";

  private static final String NOWHERE = "http://127.0.0.1:1";
  private static final AtomicInteger COUNT = new AtomicInteger();

  final AwsFront front = new AwsFront();
  final String tables;
  final Map<String, String> environment = new HashMap<>();
  final Path file;
  private final DynamoDbClient dynamoDb;
  private final Map<String, String> formerly = new HashMap<>();
  private String out = "";
  private String err = "";

  DeployedWorld(Path home) {
    this(home, "deployed" + COUNT.incrementAndGet());
  }

  DeployedWorld(Path home, String tables) {
    this.tables = tables;
    DynamoDbLocalServer server = DynamoDbLocalServer.shared();
    dynamoDb = server.client(tables);
    environment.put("AWS_ENDPOINT_URL", NOWHERE);
    environment.put("AWS_ENDPOINT_URL_DYNAMODB", server.endpoint().toString());
    for (String service : new String[] {"LAMBDA", "STS", "EC2", "SNS"}) {
      environment.put("AWS_ENDPOINT_URL_" + service, front.endpoint().toString());
    }
    set("user.home", home.toString());
    set("aws.accessKeyId", "test");
    set("aws.secretAccessKey", SECRET);
    file = home.resolve("deployment.json");
    try {
      Files.writeString(file, deployment());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets a property of the JVM until the end of this world. */
  void set(String property, String value) {
    formerly.put(property, String.valueOf(System.setProperty(property, value)));
  }

  /** What the installation gives as its output. */
  String deployment() {
    return """
    {"region": "%s", "account": "%s", "tables": "%s", "function": "%s", "topic": "%s"}\
    """
        .formatted(
            DynamoDbLocalServer.REGION, DynamoDbLocalServer.ACCOUNT, tables, function(), topic());
  }

  String function() {
    return "arn:aws:lambda:%s:%s:function:%s:live"
        .formatted(DynamoDbLocalServer.REGION, DynamoDbLocalServer.ACCOUNT, tables);
  }

  String topic() {
    return "arn:aws:sns:%s:%s:%s-alerts"
        .formatted(DynamoDbLocalServer.REGION, DynamoDbLocalServer.ACCOUNT, tables);
  }

  /** A cluster that has just been created. */
  void has(ClusterSpec spec) {
    new DynamoDbClusterStore(dynamoDb, new Tables(tables))
        .commit(spec.cluster(), 0, Operations.create(spec, 1, Instant.now(), null));
  }

  PlayedNode node(ClusterSpec spec, String name) {
    AwsSettings settings = DynamoDbLocalServer.shared().settings(tables);
    String key = settings.instanceArn(String.valueOf(spec.node(name).orElseThrow().instance()));
    return new PlayedNode(dynamoDb, new Tables(tables), key, spec, name);
  }

  /** Runs {@code handoff} with the deployment's file. */
  int handoff(String... words) {
    String[] all = new String[words.length + 2];
    System.arraycopy(words, 0, all, 0, words.length);
    all[words.length] = "--deployment";
    all[words.length + 1] = file.toString();
    return run(all);
  }

  /** Runs {@code handoff} as it is typed. */
  int run(String... words) {
    StringWriter told = new StringWriter();
    StringWriter wrong = new StringWriter();
    CommandLine line = Handoff.commandLine(environment);
    line.setOut(new PrintWriter(told, true));
    line.setErr(new PrintWriter(wrong, true));
    int code = line.execute(words);
    out = told.toString();
    err = wrong.toString();
    if ((out + err).contains(SECRET)) {
      throw new AssertionError("the secret key was printed:\n" + out + err);
    }
    return code;
  }

  /** What the last command told. */
  String out() {
    return out;
  }

  /** What the last command complained of. */
  String err() {
    return err;
  }

  @Override
  public void close() {
    formerly.forEach((property, value) -> {
      if (value.equals("null")) {
        System.clearProperty(property);
      } else {
        System.setProperty(property, value);
      }
    });
    front.close();
    dynamoDb.close();
  }
}
