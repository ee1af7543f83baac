package dev.handoff.beacon.transport;

import dev.handoff.beacon.config.BeaconConfig;
import dev.handoff.beacon.config.BeaconConfig.TransportConfig;
import dev.handoff.beacon.config.OciConfig;
import dev.handoff.beacon.transport.oci.OciTransport;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** From a configuration to the transport that it names. */
public final class Transports {

  private Transports() {}

  /**
   * Opens a transport; nobody is asked anything before its first call.
   *
   * @param log receives, from many threads, what a transport has to tell beside its answers
   */
  public static Transport open(BeaconConfig config, Consumer<String> log) {
    String plainKey = config.cluster() + "/" + config.node();
    return switch (config.transport()) {
      case OciConfig oci -> OciTransport.open(config, oci, log);
      case TransportConfig.Http http ->
          new HttpTransport(http.url(), http.token(), either(config.key(), plainKey));
      case TransportConfig.DynamoDb dynamo ->
          switch (dynamo.credentials()) {
            case BeaconConfig.Credentials.Static fixed -> {
              AwsCredentialsIdentity identity = identity(fixed);
              String key = either(config.key(), plainKey);
              yield dynamoDb(dynamo, () -> identity, () -> key);
            }
            case BeaconConfig.Credentials.Instance instance -> {
              InstanceMetadata metadata =
                  new InstanceMetadata(instance.metadata(), InstantSource.system());
              String given = config.key();
              yield dynamoDb(
                  dynamo, metadata, given != null ? () -> given : NodeKey.ofInstance(metadata));
            }
          };
    };
  }

  /**
   * Who tells which addresses lead to this machine; null: nobody. Oracle Cloud's metadata service
   * names only the primary address of an interface, so nobody is asked there.
   */
  public static @Nullable LocalAddresses localAddresses(BeaconConfig config) {
    return config.transport() instanceof TransportConfig.DynamoDb dynamo
            && dynamo.credentials() instanceof BeaconConfig.Credentials.Instance instance
        ? new InstanceMetadata(instance.metadata(), InstantSource.system())
        : null;
  }

  private static Transport dynamoDb(
      TransportConfig.DynamoDb config, Credentials credentials, NodeKey key) {
    return new DynamoDbTransport(
        new DynamoDbCall(config.endpoint(), config.region(), credentials, config.paths()),
        config.table(),
        key);
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
