package dev.handoff.beacon.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a beacon is told at its start. All that can change while it runs is in the plan.
 *
 * @param key under which the store keeps this node; null: the transport knows it itself
 * @param boot id of the machine's boot; null: the kernel's. Only the lab, whose nodes boot without
 *     their machine, gives one
 * @param stateDirectory see {@link dev.handoff.beacon.host.StateDirectory}
 * @param reboot the command that reboots the machine for {@code isolation: reboot}; empty: none is
 *     allowed here, and isolation only stops the groups
 * @param networkInterface where private addresses are put; null: the interface of their network
 * @param allowed what a spec may have run here
 */
public record BeaconConfig(
    String cluster,
    String node,
    @Nullable String key,
    @Nullable String boot,
    Path stateDirectory,
    List<String> reboot,
    @Nullable String networkInterface,
    Allowed allowed,
    TransportConfig transport) {

  public BeaconConfig {
    reboot = List.copyOf(reboot);
  }

  /** Where beats go. */
  public sealed interface TransportConfig
      permits TransportConfig.Http, TransportConfig.DynamoDb, OciConfig {

    /** The lab's embedded cloud. */
    record Http(URI url, String token) implements TransportConfig {}

    /**
     * A DynamoDB table.
     *
     * @param endpoint for example {@code https://dynamodb.eu-central-1.amazonaws.com}
     * @param paths network interfaces by which the table is tried, in order; empty: as the
     *     machine's routing has it
     */
    record DynamoDb(
        String table, String region, URI endpoint, Credentials credentials, List<String> paths)
        implements TransportConfig {
      public DynamoDb {
        paths = List.copyOf(paths);
      }
    }
  }

  /** Who signs the calls to DynamoDB. */
  public sealed interface Credentials {

    /**
     * Fixed ones, for the lab.
     *
     * @param sessionToken null: none
     */
    record Static(String accessKey, String secretKey, @Nullable String sessionToken)
        implements Credentials {

      /** Secrets stay out of logs. */
      @Override
      public String toString() {
        return "Static[" + accessKey + "]";
      }
    }

    /**
     * Those of the instance's role.
     *
     * @param metadata the instance metadata service
     */
    record Instance(URI metadata) implements Credentials {}
  }
}
