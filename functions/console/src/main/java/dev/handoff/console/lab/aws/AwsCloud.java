package dev.handoff.console.lab.aws;

import dev.handoff.aws.AwsClients;
import dev.handoff.aws.AwsSettings;
import dev.handoff.aws.dynamodb.DynamoDbClusterStore;
import dev.handoff.aws.dynamodb.DynamoDbFleet;
import dev.handoff.aws.dynamodb.DynamoDbJournal;
import dev.handoff.aws.dynamodb.DynamoDbNodeChannel;
import dev.handoff.aws.dynamodb.Tables;
import dev.handoff.aws.ec2.Ec2Addresses;
import dev.handoff.aws.ec2.Ec2Fence;
import dev.handoff.aws.ec2.Ec2Query;
import dev.handoff.aws.ec2.Limits;
import dev.handoff.aws.sns.SnsNotifier;
import dev.handoff.console.lab.cloud.Cloud;
import dev.handoff.console.lab.cloud.EmbeddedFence;
import dev.handoff.console.lab.net.Forwarder;
import dev.handoff.console.scenario.Step.From;
import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.port.Fence;
import dev.handoff.controller.port.Fleet;
import dev.handoff.controller.port.Journal;
import dev.handoff.controller.port.NodeChannel;
import dev.handoff.controller.port.Notifier;
import dev.handoff.controller.port.Time;
import dev.handoff.dispatch.SystemTime;
import dev.handoff.events.Alert;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * AWS's own adapters in the lab: EC2 and SNS of an API server, DynamoDB of DynamoDB Local, because
 * compare-and-swap has to be real. What it creates on the server is left there, to be looked at.
 */
public final class AwsCloud implements Cloud {

  private static final String TABLES = "handoff";

  /** A server for tests may think for long when it is asked for its first machine. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /**
   * A server for tests has done what it was asked for when it answers, so moves need not be kept
   * apart as long as on AWS, where a call may take effect seconds after it was given up.
   */
  private static final Limits LIMITS =
      new Limits(
          Limits.DEFAULT.attempt(),
          Limits.DEFAULT.change(),
          Limits.DEFAULT.read(),
          Duration.ofSeconds(1));

  private static final StaticCredentialsProvider CREDENTIALS =
      StaticCredentialsProvider.create(
          AwsBasicCredentials.create(AwsPlace.ACCESS_KEY, AwsPlace.SECRET_KEY));

  private final AwsPlace place;
  private final LocalDynamoDb local;
  private final AwsSettings settings;
  private final DynamoDbClient dynamoDb;
  private final SnsClient sns;
  private final Ec2Query ec2;
  private final UrgentStream stream;
  private final Listeners listeners;
  private final Time time = new SystemTime();
  private final Map<String, Forwarder> lines = new ConcurrentHashMap<>();
  private final List<String> notes = new ArrayList<>();

  /** Whom this cloud tells of what. */
  public record Listeners(
      Consumer<Alert> alerts,
      Consumer<dev.handoff.events.Beat> urgent,
      Consumer<String> trouble,
      Function<String, Optional<EmbeddedFence.Machine>> machines) {}

  /**
   * Connects to a server.
   *
   * @throws IOException if DynamoDB Local cannot be started
   */
  public AwsCloud(AwsPlace place, Listeners listeners) throws IOException {
    this.place = place;
    this.listeners = listeners;
    local = LocalDynamoDb.start();
    settings = place.settings(TABLES, local.endpoint());
    AwsClients clients = new AwsClients(settings, CREDENTIALS);
    dynamoDb = clients.dynamoDb();
    sns = clients.sns();
    ec2 = new Ec2Query(settings, CREDENTIALS, LIMITS.attempt());
    Tables tables = new Tables(TABLES);
    tables.create(dynamoDb);
    DynamoDbStreamsClient streams =
        DynamoDbStreamsClient.builder()
            .endpointOverride(local.endpoint())
            .region(settings.region())
            .credentialsProvider(CREDENTIALS)
            .httpClient(AwsClients.http(LIMITS.attempt()))
            .build();
    String arn = dynamoDb.describeTable(d -> d.tableName(tables.nodes())).table().latestStreamArn();
    stream = new UrgentStream(streams, arn, listeners.urgent(), listeners.trouble());
    stream.start();
  }

  @Override
  public ClusterSpec prepare(ClusterSpec spec) {
    ClusterSpec provided;
    try (Ec2Query patient = new Ec2Query(settings, CREDENTIALS, PATIENCE)) {
      Ec2Provision provision = new Ec2Provision(patient);
      provided = provision.provide(spec);
      notes.addAll(provision.notes());
    }
    String topic = sns.createTopic(t -> t.name(AwsPlace.topicName(spec))).topicArn();
    notes.add("alerts: " + topic);
    return provided.alerting(topic);
  }

  @Override
  public ClusterStore store() {
    return new DynamoDbClusterStore(dynamoDb, new Tables(TABLES));
  }

  @Override
  public NodeChannel channel() {
    return new DynamoDbNodeChannel(dynamoDb, settings, time);
  }

  @Override
  public Addresses addresses() {
    return new Ec2Addresses(ec2, LIMITS, time);
  }

  @Override
  public Journal journal() {
    return new DynamoDbJournal(dynamoDb, new Tables(TABLES));
  }

  @Override
  public Notifier notifier() {
    SnsNotifier notifier = new SnsNotifier(sns);
    return (topic, alert) -> {
      Notifier.Delivery delivery = notifier.send(topic, alert);
      if (delivery instanceof Notifier.Delivery.Delivered) {
        listeners.alerts().accept(alert);
      }
      return delivery;
    };
  }

  /** An instance that EC2 says is off has its processes ended here. */
  @Override
  public Fence fence() {
    Ec2Fence fence = new Ec2Fence(ec2, LIMITS, time);
    return node -> {
      Fence.Fenced fenced = fence.powerOff(node);
      if (fenced instanceof Fence.Fenced.Off) {
        listeners.machines().apply(node.name()).ifPresent(EmbeddedFence.Machine::powerOff);
      }
      return fenced;
    };
  }

  @Override
  public Fleet fleet() {
    return new DynamoDbFleet(dynamoDb, new Tables(TABLES), store());
  }

  @Override
  public Map<String, String> transport(ClusterSpec spec, String node) {
    NodeSpec known = spec.node(node).orElseThrow();
    return Map.of(
        "type",
        "dynamodb",
        "table",
        new Tables(TABLES).nodes(),
        "region",
        settings.region().id(),
        "endpoint",
        "http://127.0.0.1:" + line(node).port(),
        "credentials",
        "static",
        "access-key",
        AwsPlace.ACCESS_KEY,
        "secret-key",
        AwsPlace.SECRET_KEY,
        "key",
        channel().key(spec, known));
  }

  /** Each node has a line of its own to DynamoDB, which can be cut. */
  private Forwarder line(String node) {
    return lines.computeIfAbsent(
        node,
        name -> {
          try {
            Forwarder line = Forwarder.open(0);
            line.lead(
                new InetSocketAddress(
                    InetAddress.getLoopbackAddress(), local.endpoint().getPort()));
            return line;
          } catch (IOException e) {
            throw new UncheckedIOException("no line to DynamoDB for " + name, e);
          }
        });
  }

  @Override
  public void connected(String node, From from, boolean connected) {
    if (from == From.PEERS) {
      throw new UnsupportedOperationException(
          "on DynamoDB a node reads its peers' beats where it writes its own: cut it from the"
              + " store, or use the embedded cloud");
    }
    line(node).blackhole(!connected);
  }

  @Override
  public List<String> notes() {
    List<String> all = new ArrayList<>(notes);
    all.add("on " + place.endpoint() + ", region " + settings.region().id() + "; it stays there");
    return all;
  }

  @Override
  public void close() {
    stream.close();
    lines.values().forEach(Forwarder::close);
    ec2.close();
    sns.close();
    dynamoDb.close();
    local.close();
  }
}
