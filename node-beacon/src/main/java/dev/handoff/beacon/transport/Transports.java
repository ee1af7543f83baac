package dev.handoff.beacon.transport;

import dev.handoff.beacon.config.BeaconConfig;
import dev.handoff.beacon.config.BeaconConfig.Credentials;
import dev.handoff.beacon.config.BeaconConfig.TransportConfig;
import dev.handoff.beacon.config.OciConfig;
import dev.handoff.beacon.transport.aws.DynamoDbTransport;
import dev.handoff.beacon.transport.aws.InstanceMetadata;
import dev.handoff.beacon.transport.oci.OciTransport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** From a configuration to the transport that it names. */
public final class Transports {

  private Transports() {}

  /**
   * Opens a transport; nobody is asked anything before its first call.
   *
   * @param log receives, from many threads, what a transport has to tell beside its answers
   */
  public static Transport open(BeaconConfig config, Consumer<String> log) {
    return switch (config.transport()) {
      case TransportConfig.Http http -> {
        String given = config.key();
        String key = given == null ? config.cluster() + "/" + config.node() : given;
        yield new HttpTransport(http.url(), http.token(), key);
      }
      case TransportConfig.DynamoDb dynamo -> DynamoDbTransport.open(config, dynamo);
      case OciConfig oci -> OciTransport.open(config, oci, log);
    };
  }

  /**
   * Who tells which addresses lead to this machine; null: nobody. Oracle Cloud's metadata service
   * names only the primary address of an interface, so nobody is asked there.
   */
  public static @Nullable LocalAddresses localAddresses(BeaconConfig config) {
    return config.transport() instanceof TransportConfig.DynamoDb dynamo
            && dynamo.credentials() instanceof Credentials.Instance instance
        ? InstanceMetadata.localAddresses(instance.metadata())
        : null;
  }
}
