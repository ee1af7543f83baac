package dev.handoff.beacon.transport;

import dev.handoff.beacon.config.BeaconConfig;
import dev.handoff.beacon.config.BeaconConfig.TransportConfig;
import java.io.IOException;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** From a configuration to the transport that it names. */
public final class Transports {

  private Transports() {}

  /**
   * Opens a transport.
   *
   * @throws IOException if the instance cannot tell who it is
   */
  public static Transport open(BeaconConfig config) throws IOException {
    String plainKey = config.cluster() + "/" + config.node();
    return switch (config.transport()) {
      case TransportConfig.Http http ->
          new HttpTransport(http.url(), http.token(), either(config.key(), plainKey));
      case TransportConfig.DynamoDb dynamo ->
          switch (dynamo.credentials()) {
            case BeaconConfig.Credentials.Static fixed -> {
              AwsCredentialsIdentity identity = identity(fixed);
              yield dynamoDb(dynamo, () -> identity, either(config.key(), plainKey));
            }
            case BeaconConfig.Credentials.Instance instance -> {
              InstanceMetadata metadata =
                  new InstanceMetadata(instance.metadata(), InstantSource.system());
              String key = config.key() != null ? config.key() : metadata.instanceArn();
              yield dynamoDb(dynamo, metadata, key);
            }
          };
    };
  }

  /** Who tells which addresses lead to this machine; null: nobody. */
  public static @Nullable LocalAddresses localAddresses(BeaconConfig config) {
    return config.transport() instanceof TransportConfig.DynamoDb dynamo
            && dynamo.credentials() instanceof BeaconConfig.Credentials.Instance instance
        ? new InstanceMetadata(instance.metadata(), InstantSource.system())
        : null;
  }

  private static Transport dynamoDb(
      TransportConfig.DynamoDb config, Credentials credentials, String key) {
    return new DynamoDbTransport(
        new DynamoDbCall(config.endpoint(), config.region(), credentials), config.table(), key);
  }

  private static AwsCredentialsIdentity identity(BeaconConfig.Credentials.Static fixed) {
    return fixed.sessionToken() == null
        ? AwsCredentialsIdentity.create(fixed.accessKey(), fixed.secretKey())
        : AwsSessionCredentialsIdentity.create(
            fixed.accessKey(), fixed.secretKey(), fixed.sessionToken());
  }

  private static String either(@Nullable String given, String otherwise) {
    return given == null ? otherwise : given;
  }
}
