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
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Cold and warm time of the deployed zip under AWS's own runtime interface client, with DynamoDB
 * Local as its store, and the memory that it takes. Prints figures and judges nothing: they depend
 * on the machine.
 *
 * <pre>./mvnw -q -pl functions/aws -am verify -DskipTests -Pbenchmark</pre>
 */
public final class LambdaBenchmark {

  private static final int COLD = 6;
  private static final int WARM_UP = 200;
  private static final int WARM = 300;
  private static final String SCHEDULE = "{\"source\":\"aws.scheduler\"}";

  /** EC2 and SNS are not asked by an evaluation that finds nothing to do. */
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  private LambdaBenchmark() {}

  /** Runs all measurements. */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException {
    Path artifact = LocalFunction.artifact();
    System.out.printf("artifact: %,d bytes%n", Files.size(artifact));
    prepare();
    double[] cold = new double[COLD];
    for (int i = 0; i < COLD; i++) {
      long start = System.nanoTime();
      try (LocalFunction function = LocalFunction.start(NOWHERE, "bench")) {
        check(function.invoke(SCHEDULE));
        cold[i] = millisSince(start);
      }
    }
    print("cold: process start to first answer, one 2-node cluster", cold);
    try (LocalFunction function = LocalFunction.start(NOWHERE, "bench")) {
      for (int i = 0; i < WARM_UP; i++) {
        check(function.invoke(SCHEDULE));
      }
      double[] warm = new double[WARM];
      for (int i = 0; i < WARM; i++) {
        long start = System.nanoTime();
        check(function.invoke(SCHEDULE));
        warm[i] = millisSince(start);
      }
      print("warm: event to answer, DynamoDB Local's time included", warm);
      System.out.printf("resident memory: %s%n", resident(function.pid()));
    }
    DynamoDbLocalServer.shared().close();
  }

  /** A two-node cluster whose group is stopped by its operator: every evaluation is a quiet one. */
  private static void prepare() throws IOException {
    DynamoDbLocalServer server = DynamoDbLocalServer.shared();
    ClusterSpec spec = Samples.spec("web", Samples.spec("web", 2).nodes(), List.of());
    try (DynamoDbClient client = server.client("bench");
        LocalFunction function = LocalFunction.start(NOWHERE, "bench")) {
      for (String name : List.of("n1", "n2")) {
        String key = server.settings("bench").instanceArn(Samples.node(spec, name).instance() + "");
        new PlayedNode(client, new Tables("bench"), key, "web", name).beat(false);
      }
      JsonObject operation = new JsonObject();
      operation.addProperty("cluster", "web");
      operation.addProperty("by", "benchmark");
      operation.add(
          "command",
          JsonParser.parseString(
              Json.write(new OperatorCommand.Apply(spec), OperatorCommand.class)));
      JsonObject event = new JsonObject();
      event.add("operator", operation);
      check(function.invoke(event.toString()));
    }
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
