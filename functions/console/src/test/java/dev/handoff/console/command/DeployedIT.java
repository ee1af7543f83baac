package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.aws.ec2.Ec2World;
import dev.handoff.aws.local.AwsServer;
import dev.handoff.aws.local.LambdaRuntimeApi.Answer;
import dev.handoff.aws.local.LocalFunction;
import dev.handoff.aws.local.PlayedNode;
import dev.handoff.console.ExitCode;
import dev.handoff.console.deployment.AwsFront;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * An operator's day with an installation: the command line, and the very zip that is deployed,
 * under AWS's own runtime interface client.
 */
@SuppressWarnings("NullAway.Init") // set before the test, or it is skipped
final class DeployedIT {

  private static final AtomicInteger COUNT = new AtomicInteger();

  @TempDir private Path home = Path.of("");
  private Ec2World cloud;
  private LocalFunction function;
  private DeployedWorld world;
  private PlayedNode n1;
  private PlayedNode n2;

  @BeforeEach
  void start() throws Exception {
    URI aws = AwsServer.require();
    cloud = new Ec2World(aws);
    String tables = "deployed-artifact" + COUNT.incrementAndGet();
    function = LocalFunction.start(aws, tables);
    world = new DeployedWorld(home, tables);
    world.environment.put("AWS_ENDPOINT_URL_EC2", aws.toString());
    world.front.function(this::invoked);
    n1 = function.node(cloud.spec, "n1");
    n2 = function.node(cloud.spec, "n2");
  }

  /** As Lambda's Invoke answers for a function that returned, and for one that threw. */
  private AwsFront.Lambda invoked(AwsFront.Lambda call) {
    Answer answer = function.invoke(call.event());
    return answer.failed()
        ? call.answers(200, Map.of("X-Amz-Function-Error", "Unhandled"), answer.body())
        : call.returns(answer.body());
  }

  @AfterEach
  void stop() throws IOException {
    if (world != null) {
      world.close();
    }
    if (function != null) {
      function.close();
      cloud.close();
    }
  }

  @Test
  void anAddressIsCommandedFromOneNodeToTheOtherAndBack() throws Exception {
    done("apply " + spec());
    assertTrue(world.out().contains("cluster web created"), world.out());
    n1.beat(false);
    n2.beat(false);
    settle();
    done("status");
    assertTrue(world.out().contains("active on n1"), world.out());
    assertTrue(world.out().contains("at n1"), world.out());

    isLookedOver();

    done("standby n1");
    settle();
    done("status");
    assertTrue(world.out().contains("active on n2"), world.out());
    assertEquals(interfaceOf("n2"), cloud.interfaceOfElasticIp());
    done("explain front");
    assertTrue(world.out().contains("not on n1"), world.out());
    done("online n1");
    done("move front n1");
    settle();
    assertEquals(interfaceOf("n1"), cloud.interfaceOfElasticIp());

    done("history");
    assertTrue(world.out().contains(AwsFront.CALLER + " asked for: standby n1"), world.out());
    assertEquals(ExitCode.NOT_SO, world.handoff("move", "frnot", "n2"));
    assertTrue(world.err().contains("did you mean 'front'?"), world.err());
    done("destroy --yes");
  }

  @Test
  void aFailoverIsRehearsedAndTakenBackWhileNodesBeat() throws Exception {
    done("apply " + spec());
    n1.beat(false);
    n2.beat(false);
    settle();
    Path report = home.resolve("drill.html");

    List<String> holders = new CopyOnWriteArrayList<>();
    try (var _ = new Playing(holders)) {
      done("drill eip --back -o " + report);
    }

    for (String line :
        new String[] {
          "checked  front is served by n1; n2 could take it; 2 nodes are online",
          "client   none",
          "moved    n1 -> n2; its addresses arrived after ",
          "moved    n2 -> n1; its addresses arrived after ",
          "done     front is on n1 again",
        }) {
      assertTrue(world.out().contains(line), () -> line + " is not in:\n" + world.out());
    }
    assertEquals(
        List.of(interfaceOf("n1"), interfaceOf("n2"), interfaceOf("n1")), holders, "as EC2 says");
    assertTrue(Files.readString(report).contains("move front n2"), "the report tells its cause");
    done("history --kind owner-changed --limit 2");
    assertTrue(world.out().contains("front runs on n2"), world.out());
    assertTrue(world.out().contains("front runs on n1"), world.out());
    done("status");
    assertFalse(world.out().contains("since a move"), world.out());

    isReplayed();
  }

  /** What is exported of an installation shows what a spec that bars n2 would have done. */
  private void isReplayed() throws IOException {
    done("history --json --limit 1000");
    Path journal = Files.writeString(home.resolve("journal.jsonl"), world.out());
    Path barred =
        Files.writeString(
            home.resolve("barred.yaml"),
            Files.readString(home.resolve("cluster.yaml"))
                + "constraints: [{type: location, group: front, node: n2, score: -INFINITY}]\n");

    int code =
        world.run("replay", "--json", "--journal", journal.toString(), "--spec", barred.toString());

    assertEquals(ExitCode.DONE, code, world::err);
    JsonObject result =
        JsonParser.parseString(world.out().lines().toList().getLast()).getAsJsonObject();
    assertEquals(2, result.getAsJsonObject("recorded").get("moves").getAsInt(), world.out());
    assertEquals(0, result.getAsJsonObject("replayed").get("moves").getAsInt(), world.out());
  }

  @Test
  void noFailoverIsRehearsedWhileTheOtherNodeStandsBy() throws Exception {
    done("apply " + spec());
    n1.beat(false);
    n2.beat(false);
    settle();
    done("standby n2");
    settle();

    assertEquals(ExitCode.NOT_SO, world.handoff("drill", "front"), world::out);

    assertTrue(world.err().contains("no drill, and nothing was changed"), world.err());
    assertTrue(world.err().contains("n2"), world.err());
    assertEquals(interfaceOf("n1"), cloud.interfaceOfElasticIp());
    done("history");
    assertFalse(world.out().contains("move front"), world.out());
  }

  /** The nodes and the stream go on while a command waits for what they do. */
  private final class Playing implements AutoCloseable {
    private final List<String> holders;
    private final Thread thread = Thread.ofPlatform().unstarted(this::play);
    private volatile boolean over;
    private volatile @Nullable Throwable trouble;

    /** {@code holders} becomes the interfaces that had the address, one after the other. */
    Playing(List<String> holders) {
      this.holders = holders;
      thread.start();
    }

    private void play() {
      try {
        while (!over) {
          turn();
          String holder = cloud.interfaceOfElasticIp();
          if (holders.isEmpty() || !holders.getLast().equals(holder)) {
            holders.add(holder);
          }
        }
      } catch (Exception | AssertionError e) {
        trouble = e;
      }
    }

    @Override
    public void close() {
      over = true;
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      assertNull(trouble);
    }
  }

  /** The function itself says what EC2 lets it do; nodes beat on while it is asked. */
  private void isLookedOver() {
    world.front.function(call -> {
      n1.beat(false);
      n2.beat(false);
      return invoked(call);
    });

    assertEquals(ExitCode.NOT_SO, world.handoff("doctor"), world::err);

    for (String line :
        new String[] {
          "ok    beats        web: n1 beats",
          "ok    permissions  web: EC2 permits the function all 4 calls",
          "warn  plans        web: n1 holds the plan '', and should hold",
          "ok    schedule     web: the function last noted something",
          cloud.allocation + " (eip) has no tag handoff, so the function may not move it",
          "attached to nothing, not to",
        }) {
      assertTrue(world.out().contains(line), () -> line + " is not in:\n" + world.out());
    }
    assertEquals(interfaceOf("n1"), cloud.interfaceOfElasticIp(), "a dry run moved the address");
    world.front.function(this::invoked);
  }

  private void done(String line) {
    assertEquals(
        ExitCode.DONE,
        world.handoff(line.split(" ", -1)),
        () -> line + ": " + world.err() + "\n" + function.output());
  }

  private Path spec() throws IOException {
    StringBuilder text = new StringBuilder("cluster: web\nnodes:\n");
    for (NodeSpec node : cloud.spec.nodes()) {
      text.append(
          "  %s: {instance: %s, interface: %s}\n"
              .formatted(node.name(), node.instance(), node.networkInterface()));
    }
    text.append(
        "groups: {front: {resources: {eip: {type: elastic-ip, allocation: %s}}}}\n"
            .formatted(cloud.allocation));
    Path file = home.resolve("cluster.yaml");
    Files.writeString(file, text);
    return file;
  }

  private String interfaceOf(String node) {
    ClusterSpec spec = cloud.spec;
    return String.valueOf(spec.node(node).orElseThrow().networkInterface());
  }

  /** Plays beats and stream until nothing is urgent any more. */
  private void settle() throws Exception {
    for (int quiet = 0, turn = 0; quiet < 3 && turn < 30; turn++) {
      quiet = turn() ? 0 : quiet + 1;
    }
  }

  /** Brings the function what is urgent, and lets the nodes obey; whether anything was urgent. */
  private boolean turn() throws Exception {
    Optional<String> event = function.pump().poll();
    if (event.isPresent()) {
      assertEquals(
          new Answer("{\"batchItemFailures\":[]}", false),
          function.invoke(event.get()),
          function::output);
    }
    n1.obey();
    n2.obey();
    return event.isPresent();
  }
}
