package dev.handoff.aws.bench;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.aws.dynamodb.Tables;
import dev.handoff.aws.local.DynamoDbLocalServer;
import dev.handoff.aws.local.LambdaRuntimeApi.Answer;
import dev.handoff.aws.local.LocalFunction;
import dev.handoff.aws.local.PlayedNode;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.json.Json;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Kind;
import dev.handoff.events.spec.Service;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Not a test, and run by no build unless it is named: cold and warm time of the deployed zip under
 * AWS's own runtime interface client, with DynamoDB Local as its store, and the memory that it
 * takes. Prints figures and judges nothing: they depend on the machine.
 *
 * <pre>
 * ./mvnw -q -pl functions/aws -am verify -Plambda-benchmark -Dtest=LambdaBenchmark \
 *     -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 */
class LambdaBenchmark {

  private static final int COLD = 6;
  private static final int WARM_UP = 200;
  private static final int WARM = 300;
  private static final String SCHEDULE = "{\"source\":\"aws.scheduler\"}";

  private static final String TABLES = "bench";

  /** EC2 and SNS are not asked by an evaluation that finds nothing to do. */
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  private final ClusterSpec spec =
      Samples.spec("web", Samples.spec("web", 2).nodes(), List.of(service()));

  @Test
  @SuppressWarnings("SystemOut")
  void measure() throws IOException {
    Path artifact = LocalFunction.artifact();
    System.out.printf("artifact: %,d bytes%n", Files.size(artifact));
    try (DynamoDbClient client = DynamoDbLocalServer.shared().client(TABLES)) {
      List<PlayedNode> nodes = List.of(node(client, "n1"), node(client, "n2"));
      prepare(nodes);
      for (Birth birth : Birth.values()) {
        measure(birth, nodes);
      }
      try (LocalFunction function = LocalFunction.start(NOWHERE, TABLES)) {
        invokeOften(function, nodes, WARM_UP);
        print(
            "warm: event to answer, DynamoDB Local's time included",
            invokeOften(function, nodes, WARM));
        System.out.printf("resident memory: %s%n", resident(function.pid()));
      }
    }
  }

  /** How a process comes to be. */
  private enum Birth {
    PLAIN("plain JVM, no archive of classes") {
      @Override
      LocalFunction start() throws IOException {
        return LocalFunction.start(NOWHERE, TABLES, List.of("-Xshare:off"));
      }
    },
    CDS("as Lambda starts it: archive of the JDK's classes, C1, serial GC") {
      @Override
      LocalFunction start() throws IOException {
        return LocalFunction.start(NOWHERE, TABLES);
      }
    },
    PRIMED("from a snapshot after the rehearsal, Lambda's own time to restore not included") {
      @Override
      LocalFunction start() throws IOException {
        return LocalFunction.fromSnapshot(NOWHERE, TABLES);
      }
    };

    private final String words;

    Birth(String words) {
      this.words = words;
    }

    abstract LocalFunction start() throws IOException;
  }

  @SuppressWarnings("SystemOut")
  private static void measure(Birth birth, List<PlayedNode> nodes) throws IOException {
    double[] cold = new double[COLD];
    double[] processor = new double[COLD];
    String resident = "";
    for (int i = 0; i < COLD; i++) {
      nodes.forEach(node -> node.beat(false));
      try (LocalFunction function = birth.start()) {
        double before = cpuMillis(function.pid());
        check(function.invoke(SCHEDULE));
        cold[i] = millisSince(function.startedAtNanos());
        processor[i] = cpuMillis(function.pid()) - (birth == Birth.PRIMED ? before : 0);
        resident = resident(function.pid());
      }
    }
    System.out.println(birth.words);
    print("  to the first answer, one 2-node cluster", cold);
    print("  processor time of the same, which depends less on a busy machine", processor);
    System.out.printf("  resident memory: %s%n", resident);
  }

  private static double[] invokeOften(LocalFunction function, List<PlayedNode> nodes, int times) {
    double[] millis = new double[times];
    for (int i = 0; i < times; i++) {
      nodes.forEach(node -> node.beat(false));
      long start = System.nanoTime();
      check(function.invoke(SCHEDULE));
      millis[i] = millisSince(start);
    }
    return millis;
  }

  /** A two-node cluster that serves, without an address: every evaluation is a quiet one. */
  private void prepare(List<PlayedNode> nodes) throws IOException {
    nodes.forEach(node -> node.beat(false));
    JsonObject operation = new JsonObject();
    operation.addProperty("cluster", "web");
    operation.addProperty("by", "benchmark");
    operation.add(
        "command",
        JsonParser.parseString(Json.write(new OperatorCommand.Apply(spec), OperatorCommand.class)));
    JsonObject event = new JsonObject();
    event.add("operator", operation);
    try (LocalFunction function = LocalFunction.start(NOWHERE, TABLES)) {
      check(function.invoke(event.toString()));
      for (int i = 0; i < 3; i++) {
        nodes.forEach(PlayedNode::obey);
        nodes.forEach(node -> node.beat(false));
        check(function.invoke(SCHEDULE));
      }
    }
  }

  private PlayedNode node(DynamoDbClient client, String name) {
    String instance = String.valueOf(Samples.node(spec, name).instance());
    String key = DynamoDbLocalServer.shared().settings(TABLES).instanceArn(instance);
    return new PlayedNode(client, new Tables(TABLES), key, spec, name);
  }

  private static Service service() {
    return new Service(
        "httpd",
        new Kind.External(),
        List.of(),
        Duration.ofSeconds(5),
        Duration.ofSeconds(5),
        Service.Runs.ACTIVE,
        null);
  }

  private static void check(Answer answer) {
    if (answer.failed()) {
      throw new IllegalStateException(answer.body());
    }
  }

  private static double millisSince(long start) {
    return Duration.ofNanos(System.nanoTime() - start).toNanos() / 1e6;
  }

  @SuppressWarnings("SystemOut")
  private static void print(String what, double[] millis) {
    Arrays.sort(millis);
    System.out.printf(
        "%s: median %.1f ms, best %.1f, worst %.1f (of %d)%n",
        what, millis[millis.length / 2], millis[0], millis[millis.length - 1], millis.length);
  }

  private static double cpuMillis(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().totalCpuDuration())
        .map(Duration::toMillis)
        .orElse(0L);
  }

  private static String resident(long pid) throws IOException {
    Path status = Path.of("/proc/" + pid + "/status");
    if (!Files.isReadable(status)) {
      return "unknown on this system";
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS"))
        .map(line -> line.substring("VmRSS:".length()).strip())
        .findFirst()
        .orElse("unknown");
  }
}
