package dev.handoff.installation.terraform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import dev.handoff.aws.AwsClients;
import dev.handoff.aws.AwsSettings;
import dev.handoff.aws.AwsSettings.Endpoints;
import dev.handoff.aws.dynamodb.Tables;
import dev.handoff.aws.ec2.Ec2Addresses;
import dev.handoff.aws.ec2.Ec2Query;
import dev.handoff.aws.ec2.Limits;
import dev.handoff.aws.local.DynamoDbLocalServer;
import dev.handoff.aws.local.LocalFunction;
import dev.handoff.aws.local.MotoServer;
import dev.handoff.aws.sns.SubscribedQueue;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.dispatch.SystemTime;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import dev.handoff.installation.Program;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * From an empty account to an address that has moved, and back: the real Terraform applies an
 * example to a local AWS API server, and the zip that it deploys runs against what it has made. Two
 * at a time: Terraform spends most of its time waiting.
 */
@Execution(ExecutionMode.CONCURRENT)
class TerraformIT {

  /**
   * What the server does not give back as it got it, so that Terraform wants to set it again: see
   * docs/aws.md. None of it has to do with where an address is.
   */
  private static final Set<String> DRIFTS_ON_MOTO =
      Set.of(
          "module.handoff.aws_lambda_alias.live",
          "module.handoff.aws_lambda_event_source_mapping.beats",
          "module.handoff.aws_lambda_function.controller");

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"eip", "route", "private-ip"})
  void anAddressMovesAndTheNextApplyDoesNotMoveItBack(String example) throws Exception {
    URI server =
        MotoServer.shared()
            .map(MotoServer::endpoint)
            .orElseGet(() -> Assumptions.abort(MotoServer.MISSING));
    Terraform terraform =
        Terraform.of("examples/" + example, server, folder).with(variables(example));
    terraform.apply();
    ClusterSpec spec = spec(terraform.output("spec"));
    Address address = spec.groups().getFirst().addresses().getFirst();
    try (SubscribedQueue people = new SubscribedQueue(server, spec.topic());
        Installed installed = new Installed(server, example, spec)) {
      assertEquals(
          layout(DynamoDbLocalServer.shared().endpoint(), example), layout(server, example));

      start(installed);
      assertEquals(at(spec, 0), place(server, example, spec, address), installed::output);
      people.take();

      installed.first.beat(true);
      installed.pump();
      assertTrue(installed.second.isActive(), installed::output);
      assertEquals(at(spec, 1), place(server, example, spec, address), installed::output);
      String subjects =
          people.take().stream()
              .map(SubscribedQueue.Envelope::subject)
              .collect(Collectors.joining("\n"));
      assertTrue(subjects.contains(spec.nodes().getLast().name()), subjects);

      Set<String> unexpected = terraform.changes();
      unexpected.removeAll(DRIFTS_ON_MOTO);
      assertEquals(Set.of(), unexpected);
      terraform.apply();
      assertEquals(at(spec, 1), place(server, example, spec, address));
    }
    // That server keeps an interface attached to an instance which is gone, and refuses to delete
    // it.
    String all = example.equals("private-ip") ? "module.handoff" : "";
    terraform.destroy(all);
    assertEquals(
        List.of(),
        terraform.state().stream().filter(resource -> resource.startsWith(all)).toList());
    assertEquals(List.of(), tables(server, example));
  }

  /** These need no server: the provider is a mock. */
  @ParameterizedTest
  @ValueSource(
      strings = {"aws", "aws-node", "examples/eip", "examples/route", "examples/private-ip"})
  void theTestsOfAModulePass(String module) throws Exception {
    Program.Ending ending = Terraform.of(module, URI.create("http://127.0.0.1:1"), folder).test();

    assertEquals(0, ending.code(), ending::output);
    assertTrue(ending.output().contains(" passed, 0 failed."), ending::output);
  }

  private static Map<String, String> variables(String name) {
    return Map.of(
        "name",
        name,
        "artifact",
        LocalFunction.artifact().toAbsolutePath().toString(),
        // The oldest provider of those that the module allows knows no later one.
        "runtime",
        "java21",
        "deletion_protection",
        "false");
  }

  private static void start(Installed installed) {
    assertEquals(
        "done",
        JsonParser.parseString(installed.apply()).getAsJsonObject().get("type").getAsString(),
        installed::output);
    installed.first.beat(false);
    installed.second.beat(false);
    installed.pump();
    assertTrue(installed.first.isActive(), installed::output);
  }

  private static ClusterSpec spec(String yaml) {
    return switch (SpecReader.read("cluster.yaml", yaml)) {
      case SpecResult.Valid valid -> valid.spec();
      case SpecResult.Invalid invalid -> throw new AssertionError(invalid.problems() + "\n" + yaml);
    };
  }

  private static Place at(ClusterSpec spec, int node) {
    return new Place.AtNode(spec.nodes().get(node).name());
  }

  /** Where the server says that the address is. */
  private static Place place(URI server, String name, ClusterSpec spec, Address address)
      throws IOException {
    try (Ec2Query ec2 =
        new Ec2Query(
            settings(server, name), DynamoDbLocalServer.CREDENTIALS, Duration.ofSeconds(30))) {
      return new Ec2Addresses(ec2, Limits.DEFAULT, new SystemTime())
          .locate(spec, List.of(address))
          .getFirst()
          .place();
    }
  }

  private static AwsSettings settings(URI server, String name) {
    return new AwsSettings(
        DynamoDbLocalServer.REGION,
        DynamoDbLocalServer.ACCOUNT,
        name,
        new Endpoints(server, server, server));
  }

  private static List<String> tables(URI server, String name) {
    try (DynamoDbClient client = dynamoDb(server, name)) {
      return client.listTables().tableNames().stream()
          .filter(table -> table.startsWith(name + "-"))
          .toList();
    }
  }

  /** Keys, indexes and streams of both tables. */
  private static List<String> layout(URI server, String name) {
    Tables tables = new Tables(name);
    try (DynamoDbClient client = dynamoDb(server, name)) {
      return Stream.of(tables.nodes(), tables.clusters())
          .map(table -> client.describeTable(d -> d.tableName(table)).table())
          .map(table ->
              "%s %s %s"
                  .formatted(
                      table.keySchema(),
                      table.globalSecondaryIndexes().stream()
                          .map(i -> i.indexName() + i.keySchema() + i.projection())
                          .toList(),
                      table.streamSpecification()))
          .toList();
    }
  }

  private static DynamoDbClient dynamoDb(URI server, String name) {
    return new AwsClients(settings(server, name), DynamoDbLocalServer.CREDENTIALS).dynamoDb();
  }
}
