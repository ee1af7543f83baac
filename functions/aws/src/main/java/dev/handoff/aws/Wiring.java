package dev.handoff.aws;

import dev.handoff.aws.dynamodb.DynamoDbClusterStore;
import dev.handoff.aws.dynamodb.DynamoDbFleet;
import dev.handoff.aws.dynamodb.DynamoDbJournal;
import dev.handoff.aws.dynamodb.DynamoDbNodeChannel;
import dev.handoff.aws.dynamodb.Tables;
import dev.handoff.aws.ec2.DryRuns;
import dev.handoff.aws.ec2.Ec2Addresses;
import dev.handoff.aws.ec2.Ec2Fence;
import dev.handoff.aws.ec2.Ec2Query;
import dev.handoff.aws.ec2.Limits;
import dev.handoff.aws.sns.SnsNotifier;
import dev.handoff.controller.Ports;
import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.port.Fence;
import dev.handoff.controller.port.Fleet;
import dev.handoff.controller.port.Journal;
import dev.handoff.controller.port.NodeChannel;
import dev.handoff.controller.port.Notifier;
import dev.handoff.controller.port.Time;
import dev.handoff.dispatch.Dispatcher;
import dev.handoff.dispatch.EventLog;
import dev.handoff.dispatch.Metrics;
import dev.handoff.dispatch.SystemTime;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.ContainerCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Puts the function together from its environment. Everything is made when it is first asked for:
 * an evaluation that moves nothing needs neither EC2 nor SNS.
 */
@Factory
final class Wiring {

  @Singleton
  AwsSettings settings() {
    return AwsSettings.of(System.getenv());
  }

  /** The two places where Lambda puts credentials; the SDK's own chain would look into seven. */
  @Singleton
  @Bean(preDestroy = "close")
  AwsCredentialsProviderChain credentials() {
    return AwsCredentialsProviderChain.of(
        EnvironmentVariableCredentialsProvider.create(),
        ContainerCredentialsProvider.builder().build());
  }

  @Singleton
  Time time() {
    return new SystemTime();
  }

  @Singleton
  AwsClients clients(AwsSettings settings, AwsCredentialsProvider credentials) {
    return new AwsClients(settings, credentials);
  }

  @Singleton
  @Bean(preDestroy = "close")
  DynamoDbClient dynamoDb(AwsClients clients) {
    return clients.dynamoDb();
  }

  @Singleton
  @Bean(preDestroy = "close")
  SnsClient sns(AwsClients clients) {
    return clients.sns();
  }

  @Singleton
  @Bean(preDestroy = "close")
  Ec2Query ec2(AwsSettings settings, AwsCredentialsProvider credentials) {
    return new Ec2Query(settings, credentials, Limits.DEFAULT.attempt());
  }

  @Singleton
  Tables tables(AwsSettings settings) {
    return new Tables(settings.tables());
  }

  @Singleton
  ClusterStore store(DynamoDbClient client, Tables tables) {
    return new DynamoDbClusterStore(client, tables);
  }

  @Singleton
  NodeChannel channel(DynamoDbClient client, AwsSettings settings, Time time) {
    return new DynamoDbNodeChannel(client, settings, time);
  }

  @Singleton
  Journal journal(DynamoDbClient client, Tables tables) {
    return new DynamoDbJournal(client, tables);
  }

  @Singleton
  Addresses addresses(Ec2Query ec2, Time time) {
    return new Ec2Addresses(ec2, Limits.DEFAULT, time);
  }

  @Singleton
  Fence fence(Ec2Query ec2, Time time) {
    return new Ec2Fence(ec2, Limits.DEFAULT, time);
  }

  @Singleton
  Fleet fleet(DynamoDbClient client, Tables tables, ClusterStore store) {
    return new DynamoDbFleet(client, tables, store);
  }

  /** The client is made for the first alert: it takes longer than all else here. */
  @Singleton
  Notifier notifier(BeanProvider<SnsClient> client) {
    return (topic, alert) -> new SnsNotifier(client.get()).send(topic, alert);
  }

  @Singleton
  Ports ports(
      ClusterStore store,
      NodeChannel channel,
      Addresses addresses,
      Journal journal,
      Notifier notifier,
      Fence fence,
      Fleet fleet,
      Time time) {
    return new Ports(store, channel, addresses, journal, notifier, fence, fleet, time);
  }

  /** What it says before any invocation goes where Lambda puts what a function prints. */
  @Singleton
  @SuppressWarnings("SystemOut")
  Rehearsal rehearsal(Ports ports) {
    return new Rehearsal(ports, new EventLog(System.out::println, "checkpoint"));
  }

  /** On standard output, where Lambda finds what is embedded whatever format its own log has. */
  @Singleton
  @SuppressWarnings("SystemOut")
  Metrics metrics(Time time) {
    return EmbeddedMetrics.of(System.getenv(), System.out::println, time);
  }

  @Singleton
  Responder responder(Ports ports, Ec2Query ec2, Metrics metrics) {
    return new Responder(new Dispatcher(ports, new DryRuns(ec2)::of, metrics));
  }
}
