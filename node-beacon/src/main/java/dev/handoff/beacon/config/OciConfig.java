package dev.handoff.beacon.config;

import dev.handoff.beacon.config.BeaconConfig.TransportConfig;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Oracle Cloud: a stream for each node, orders and plan in Object Storage, and the controller's
 * function. All endpoints are URLs without a path.
 *
 * @param paths network interfaces by which calls are tried, in order; empty: as the machine's
 *     routing has it
 */
public record OciConfig(
    Stream stream, Bucket bucket, Function function, Identity identity, List<String> paths)
    implements TransportConfig {

  public OciConfig {
    paths = List.copyOf(paths);
  }

  /**
   * The stream of this node; those of its peers are behind the same endpoint.
   *
   * @param endpoint the pool's messages endpoint, for example {@code
   *     https://cell-1.streaming.eu-frankfurt-1.oci.oraclecloud.com}
   * @param id its OCID, by which other nodes know this one
   */
  public record Stream(URI endpoint, String id) {}

  /**
   * Where orders and plans are.
   *
   * @param endpoint for example {@code https://objectstorage.eu-frankfurt-1.oraclecloud.com}
   * @param namespace of the tenancy in Object Storage
   */
  public record Bucket(URI endpoint, String namespace, String name) {}

  /**
   * The controller.
   *
   * @param endpoint its invoke endpoint
   * @param id its OCID
   * @param lookEvery how often it is called without news; zero: never
   */
  public record Function(URI endpoint, String id, Duration lookEvery) {}

  /** Who signs the calls. */
  public sealed interface Identity {

    /**
     * The instance itself.
     *
     * @param metadata the instance metadata service
     * @param federation the identity service, for example {@code
     *     https://auth.eu-frankfurt-1.oraclecloud.com}
     */
    record Instance(URI metadata, URI federation) implements Identity {}

    /**
     * A user, for the lab.
     *
     * @param keyFile the private key, as PEM without a password
     */
    record ApiKey(String tenancy, String user, String fingerprint, Path keyFile)
        implements Identity {}
  }
}
