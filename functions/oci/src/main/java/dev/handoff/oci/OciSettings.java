package dev.handoff.oci;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the Oracle Cloud of this controller is.
 *
 * @param name of the installation: of the bucket, the stream pool and the function; and the first
 *     part of the names of streams and topics
 * @param compartment OCID of the compartment that holds them all
 * @param region its identifier, such as {@code eu-frankfurt-1}
 * @param namespace the tenancy's name in Object Storage
 * @param messages where streams are written and read; null: each stream is asked for its own
 * @param endpoint the base URL of every service, if they are not found at Oracle
 */
public record OciSettings(
    String name,
    String compartment,
    String region,
    String namespace,
    @Nullable URI messages,
    @Nullable URI endpoint) {

  private static final String NAME = "HANDOFF_NAME";
  private static final String COMPARTMENT = "HANDOFF_COMPARTMENT";
  private static final String REGION = "HANDOFF_REGION";
  private static final String NAMESPACE = "HANDOFF_NAMESPACE";
  private static final String STREAM_ENDPOINT = "HANDOFF_STREAM_ENDPOINT";
  private static final String OCI_ENDPOINT = "HANDOFF_OCI_ENDPOINT";

  /**
   * Reads a function's configuration: {@code HANDOFF_NAME} (by default {@code handoff}), {@code
   * HANDOFF_COMPARTMENT}, {@code HANDOFF_REGION}, {@code HANDOFF_NAMESPACE}, {@code
   * HANDOFF_STREAM_ENDPOINT} and, for another server than Oracle's, {@code HANDOFF_OCI_ENDPOINT}.
   *
   * @throws IllegalArgumentException if one is missing or makes no sense
   */
  public static OciSettings of(Map<String, String> environment) {
    String compartment = required(environment, COMPARTMENT);
    if (!compartment.startsWith("ocid1.")) {
      throw new IllegalArgumentException(
          COMPARTMENT + " is '" + compartment + "'; it must be the compartment's OCID");
    }
    return new OciSettings(
        environment.getOrDefault(NAME, "handoff"),
        compartment,
        required(environment, REGION),
        required(environment, NAMESPACE),
        url(environment, STREAM_ENDPOINT),
        url(environment, OCI_ENDPOINT));
  }

  private static @Nullable URI url(Map<String, String> environment, String name) {
    String url = environment.getOrDefault(name, "");
    if (url.isEmpty()) {
      return null;
    }
    if (!url.matches("https?://[^/]+/?")) {
      throw new IllegalArgumentException(
          name + " is '" + url + "'; it must be a URL without a path, such as https://host");
    }
    return URI.create(url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          name + " is missing; set it in the function's configuration");
    }
    return value;
  }
}
