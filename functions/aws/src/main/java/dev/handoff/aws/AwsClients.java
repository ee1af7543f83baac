package dev.handoff.aws;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The SDK's clients as this controller wants them: the JDK's HTTP, and limits on every attempt and
 * call, because an evaluation that hangs is one that does not fail over.
 */
public final class AwsClients {

  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration ATTEMPT = Duration.ofSeconds(2);
  private static final Duration CALL = Duration.ofSeconds(6);

  private final AwsSettings settings;
  private final AwsCredentialsProvider credentials;

  public AwsClients(AwsSettings settings, AwsCredentialsProvider credentials) {
    this.settings = settings;
    this.credentials = credentials;
  }

  /** A transport; {@code attempt} is the longest silence of a server that is waited for. */
  public static SdkHttpClient http(Duration attempt) {
    return UrlConnectionHttpClient.builder()
        .connectionTimeout(CONNECT)
        .socketTimeout(attempt)
        .build();
  }

  public DynamoDbClient dynamoDb() {
    return configured(DynamoDbClient.builder(), settings.endpoints().dynamoDb()).build();
  }

  public SnsClient sns() {
    return configured(SnsClient.builder(), settings.endpoints().sns()).build();
  }

  private <B extends AwsClientBuilder<B, ?> & AwsSyncClientBuilder<B, ?>> B configured(
      B builder, @Nullable URI endpoint) {
    builder
        .region(settings.region())
        .credentialsProvider(credentials)
        .httpClient(http(ATTEMPT))
        .overrideConfiguration(o -> o.apiCallAttemptTimeout(ATTEMPT).apiCallTimeout(CALL));
    return endpoint == null ? builder : builder.endpointOverride(endpoint);
  }
}
