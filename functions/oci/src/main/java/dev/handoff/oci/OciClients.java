package dev.handoff.oci;

import com.oracle.bmc.ClientConfiguration;
import com.oracle.bmc.auth.AbstractAuthenticationDetailsProvider;
import com.oracle.bmc.common.ClientBuilderBase;
import com.oracle.bmc.common.RegionalClientBuilder;
import com.oracle.bmc.core.Compute;
import com.oracle.bmc.core.ComputeClient;
import com.oracle.bmc.core.VirtualNetwork;
import com.oracle.bmc.core.VirtualNetworkClient;
import com.oracle.bmc.functions.FunctionsInvoke;
import com.oracle.bmc.functions.FunctionsInvokeClient;
import com.oracle.bmc.http.client.jersey3.ApacheClientProperties;
import com.oracle.bmc.objectstorage.ObjectStorage;
import com.oracle.bmc.objectstorage.ObjectStorageClient;
import com.oracle.bmc.ons.NotificationDataPlane;
import com.oracle.bmc.ons.NotificationDataPlaneClient;
import com.oracle.bmc.retrier.RetryConfiguration;
import com.oracle.bmc.streaming.Stream;
import com.oracle.bmc.streaming.StreamAdmin;
import com.oracle.bmc.streaming.StreamAdminClient;
import com.oracle.bmc.streaming.StreamClient;
import com.oracle.bmc.util.CircuitBreakerUtils;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.http.impl.client.DefaultHttpRequestRetryHandler;

/**
 * The SDK's clients as this controller wants them: made when first asked for, with limits on every
 * call, and without any retry below the adapters. A call that the SDK or its HTTP client repeated
 * by themselves could land after its reason is gone.
 */
public final class OciClients implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration SILENCE = Duration.ofSeconds(2);

  /** A function that does not answer at once may be starting, which takes several seconds. */
  private static final Duration FUNCTION_SILENCE = Duration.ofSeconds(60);

  private final OciSettings settings;
  private final AbstractAuthenticationDetailsProvider credentials;
  private final Map<String, AutoCloseable> made = new LinkedHashMap<>();

  public OciClients(OciSettings settings, AbstractAuthenticationDetailsProvider credentials) {
    this.settings = settings;
    this.credentials = credentials;
  }

  /** Where this cloud is. */
  public OciSettings settings() {
    return settings;
  }

  public ObjectStorage objectStorage() {
    return once(
        ObjectStorage.class, "", () -> regional(ObjectStorageClient.builder()).build(credentials));
  }

  /** Finds streams; what is in them is read by {@link #stream}. */
  public StreamAdmin streamAdmin() {
    return once(
        StreamAdmin.class, "", () -> regional(StreamAdminClient.builder()).build(credentials));
  }

  /**
   * Writes and reads messages.
   *
   * @param messagesEndpoint where the stream itself says that its messages are
   */
  public Stream stream(String messagesEndpoint) {
    return once(
        Stream.class,
        messagesEndpoint,
        () ->
            limited(StreamClient.builder(), SILENCE).endpoint(messagesEndpoint).build(credentials));
  }

  public VirtualNetwork virtualNetwork() {
    return once(
        VirtualNetwork.class,
        "",
        () -> regional(VirtualNetworkClient.builder()).build(credentials));
  }

  public Compute compute() {
    return once(Compute.class, "", () -> regional(ComputeClient.builder()).build(credentials));
  }

  public NotificationDataPlane notifications() {
    return once(
        NotificationDataPlane.class,
        "",
        () -> regional(NotificationDataPlaneClient.builder()).build(credentials));
  }

  /**
   * Invokes functions.
   *
   * @param invokeEndpoint where the function itself says that it is invoked
   */
  public FunctionsInvoke functions(String invokeEndpoint) {
    return once(
        FunctionsInvoke.class,
        invokeEndpoint,
        () ->
            limited(FunctionsInvokeClient.builder(), FUNCTION_SILENCE)
                .endpoint(invokeEndpoint)
                .build(credentials));
  }

  private synchronized <C extends AutoCloseable> C once(
      Class<C> type, String endpoint, Supplier<? extends C> client) {
    return type.cast(made.computeIfAbsent(type.getName() + endpoint, key -> client.get()));
  }

  private <B extends RegionalClientBuilder<B, ?>> B regional(B builder) {
    limited(builder, SILENCE);
    return settings.endpoint() == null
        ? builder.region(settings.region())
        : builder.endpoint(settings.endpoint().toString());
  }

  private static <B extends ClientBuilderBase<B, ?>> B limited(B builder, Duration silence) {
    return builder
        .configuration(
            ClientConfiguration.builder()
                .connectionTimeoutMillis((int) CONNECT.toMillis())
                .readTimeoutMillis((int) silence.toMillis())
                .retryConfiguration(RetryConfiguration.NO_RETRY_CONFIGURATION)
                // An open breaker would refuse calls for half a minute after the cloud is back.
                .circuitBreakerConfiguration(CircuitBreakerUtils.getNoCircuitBreakerConfiguration())
                .build())
        .additionalClientConfigurator(http ->
            http.property(
                ApacheClientProperties.RETRY_HANDLER,
                new DefaultHttpRequestRetryHandler(0, false)));
  }

  /** Closes those that were made. */
  @Override
  public synchronized void close() {
    for (AutoCloseable client : made.values()) {
      try {
        client.close();
      } catch (Exception e) {
        throw new IllegalStateException("an OCI client does not close", e);
      }
    }
    made.clear();
  }
}
