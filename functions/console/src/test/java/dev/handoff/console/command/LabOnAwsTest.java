package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handoff.aws.ec2.Ec2Query;
import dev.handoff.aws.ec2.Ec2World;
import dev.handoff.aws.ec2.Reply;
import dev.handoff.aws.ec2.Xml;
import dev.handoff.aws.local.DynamoDbLocalServer;
import dev.handoff.aws.local.MotoServer;
import dev.handoff.aws.sns.SubscribedQueue;
import dev.handoff.console.ExitCode;
import dev.handoff.events.spec.NodeSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * Plays the scenario of the AWS examples on an AWS API server: LocalStack where Docker runs, else
 * moto. Then asks that server, by another client than the one that moved it, where the address is.
 */
final class LabOnAwsTest {

  private static final String CLASS_PATH_FILE = "handoff.dynamodb-local";

  /** The last image that runs without an account token. */
  private static final String LOCALSTACK = "localstack/localstack:4.14.0";

  @TempDir private Path directory = Path.of("");
  private URI server = URI.create("http://127.0.0.1:1");

  @BeforeEach
  void findServer() throws IOException {
    server = server();
    Path classPath = directory.resolve("class-path");
    Files.writeString(classPath, System.getProperty("java.class.path"));
    System.setProperty(CLASS_PATH_FILE, classPath.toString());
  }

  @AfterEach
  void forget() {
    System.clearProperty(CLASS_PATH_FILE);
  }

  private static URI server() {
    if (DockerClientFactory.instance().isDockerAvailable()) {
      LocalStackContainer container =
          new LocalStackContainer(DockerImageName.parse(LOCALSTACK))
              .withServices("ec2", "sns", "sqs");
      container.start();
      return container.getEndpoint();
    }
    assumeTrue(MotoServer.shared().isPresent(), MotoServer.MISSING);
    return MotoServer.shared().orElseThrow().endpoint();
  }

  @Test
  void anElasticIpMoves() throws IOException {
    try (Ec2World world = new Ec2World(server)) {
      play(world, "{type: elastic-ip, allocation: %s}".formatted(world.allocation));

      assertEquals(
          second(world).networkInterface(),
          items("DescribeAddresses", "AllocationId.1", world.allocation, "addressesSet")
              .getFirst()
              .text("networkInterfaceId"));
    }
  }

  @Test
  void aRouteMovesInTwoTables() throws IOException {
    try (Ec2World world = new Ec2World(server)) {
      play(world, "{type: route, destination: 192.168.1.1/32, tables: %s}".formatted(world.tables));

      for (String table : world.tables) {
        Xml route =
            items("DescribeRouteTables", "RouteTableId.1", table, "routeTableSet")
                .getFirst()
                .items("routeSet")
                .stream()
                .filter(each -> each.text("destinationCidrBlock").equals("192.168.1.1/32"))
                .findFirst()
                .orElseThrow();
        assertEquals(second(world).networkInterface(), route.text("networkInterfaceId"));
      }
    }
  }

  @Test
  void aPrivateIpMoves() throws IOException {
    try (Ec2World world = new Ec2World(server)) {
      String address = world.privateIp().address();
      play(world, "{type: private-ip, address: %s}".formatted(address));

      List<Xml> addresses =
          items(
                  "DescribeNetworkInterfaces",
                  "NetworkInterfaceId.1",
                  Objects.requireNonNull(second(world).networkInterface()),
                  "networkInterfaceSet")
              .getFirst()
              .items("privateIpAddressesSet");
      assertTrue(
          addresses.stream().anyMatch(each -> each.text("privateIpAddress").equals(address)),
          addresses::toString);
    }
  }

  private void play(Ec2World world, String address) throws IOException {
    try (SubscribedQueue queue = new SubscribedQueue(server)) {
      NodeSpec first = world.spec.nodes().getFirst();
      String spec =
          """
          cluster: on-aws
          beat: {interval: 500ms, timeout: 2s}
          nodes:
            node-a: {instance: %s, interface: %s}
            node-b: {instance: %s, interface: %s}
          groups:
            web:
              migration-threshold: 2
              resource-stickiness: 200
              resources:
                address: %s
                httpd:
                  type: process
                  command: [handoff-demo-server]
                  port: 8080
                  stop-timeout: 2s
                  monitor: {http: "http://127.0.0.1:8080/", interval: 500ms, timeout: 400ms}
          alerts: {topic: "%s"}
          """
              .formatted(
                  first.instance(),
                  first.networkInterface(),
                  second(world).instance(),
                  second(world).networkInterface(),
                  address,
                  queue.topic());
      Files.writeString(directory.resolve("cluster.yaml"), spec);
      Path scenario = directory.resolve("scenario.yaml");
      Files.copy(LabRun.EXAMPLES.resolve("aws-elastic-ip/scenario.yaml"), scenario);

      LabRun run =
          new LabRun(
              directory,
              "lab",
              "--scenario",
              scenario.toString(),
              "--cloud",
              "aws",
              "--endpoint",
              server.toString());

      run.assertExitCode(ExitCode.DONE);
      LabRun.assertNoProcessIsLeft();
      List<String> subjects = queue.take().stream().map(each -> each.message()).toList();
      assertTrue(
          subjects.stream().anyMatch(message -> message.contains("node-b")), subjects::toString);
    }
  }

  private static NodeSpec second(Ec2World world) {
    return world.spec.nodes().getLast();
  }

  private List<Xml> items(String action, String parameter, String id, String set) {
    try (Ec2Query client =
        new Ec2Query(
            Ec2World.settings(server), DynamoDbLocalServer.CREDENTIALS, Duration.ofMinutes(1))) {
      Reply reply = client.call(action, Map.of(parameter, id));
      return assertInstanceOf(Reply.Success.class, reply, reply::toString).body().items(set);
    }
  }
}
