package dev.handoff.console.deployment;

import dev.handoff.aws.AwsClients;
import dev.handoff.aws.AwsSettings;
import dev.handoff.aws.dynamodb.DynamoDbClusterStore;
import dev.handoff.aws.dynamodb.DynamoDbJournal;
import dev.handoff.aws.dynamodb.DynamoDbNodeChannel;
import dev.handoff.aws.dynamodb.Tables;
import dev.handoff.aws.ec2.Ec2Addresses;
import dev.handoff.aws.ec2.Ec2Query;
import dev.handoff.aws.ec2.Limits;
import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.port.Journal;
import dev.handoff.controller.port.NodeChannel;
import dev.handoff.controller.port.Time;
import dev.handoff.dispatch.SystemTime;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;

/** An installation on AWS. */
public final class AwsInstallation implements Installation {

  private final Deployment deployment;
  private final AwsAccess access;
  private final Time time = new SystemTime();
  private final DynamoDbClient dynamoDb;
  private final Ec2Query ec2;
  private final SignedCalls calls;

  public AwsInstallation(Deployment deployment, AwsAccess access) {
    this.deployment = deployment;
    this.access = access;
    AwsSettings settings = access.settings(deployment);
    dynamoDb = new AwsClients(settings, access.credentials()).dynamoDb();
    ec2 = new Ec2Query(settings, access.credentials(), Limits.DEFAULT.attempt());
    calls = new SignedCalls(region(), access.credentials());
  }

  public Deployment deployment() {
    return deployment;
  }

  public Region region() {
    return Region.of(deployment.region());
  }

  @Override
  public Time time() {
    return time;
  }

  @Override
  public ClusterStore store() {
    return new DynamoDbClusterStore(dynamoDb, tables());
  }

  public Tables tables() {
    return new Tables(deployment.tables());
  }

  @Override
  public NodeChannel channel() {
    return new DynamoDbNodeChannel(dynamoDb, access.settings(deployment), time);
  }

  @Override
  public Journal journal() {
    return new DynamoDbJournal(dynamoDb, tables());
  }

  @Override
  public Addresses addresses() {
    return new Ec2Addresses(ec2, Limits.DEFAULT, time);
  }

  @Override
  public Invocation invoke(String event) {
    return function().invoke(event);
  }

  @Override
  public String caller() {
    try {
      return access.caller(region());
    } catch (SdkException e) {
      // A command is not held up by who gives it; whether that is allowed, Lambda itself decides.
      return System.getProperty("user.name");
    }
  }

  @Override
  public String where() {
    return "installation %s in %s, account %s"
        .formatted(deployment.tables(), deployment.region(), deployment.account());
  }

  public OperatorFunction function() {
    return new OperatorFunction(deployment, access.endpoint("lambda", region()), calls, time);
  }

  /** The store's client itself, for what no port tells. */
  public DynamoDbClient dynamoDb() {
    return dynamoDb;
  }

  public Ec2Query ec2() {
    return ec2;
  }

  /** A client for topics; to be closed by the caller. */
  public SnsClient sns() {
    return new AwsClients(access.settings(deployment), access.credentials()).sns();
  }

  public AwsAccess access() {
    return access;
  }

  @Override
  public void close() {
    calls.close();
    ec2.close();
    dynamoDb.close();
  }
}
