package dev.handoff.console.lab.aws;

import dev.handoff.aws.AwsSettings;
import dev.handoff.aws.AwsSettings.Endpoints;
import dev.handoff.events.spec.ClusterSpec;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * Which AWS API server, region and account the lab plays on.
 *
 * @param endpoint of EC2 and SNS
 * @param account twelve digits
 */
public record AwsPlace(URI endpoint, Region region, String account) {

  /** API servers for tests take any key, but want one; DynamoDB Local wants letters and digits. */
  static final String ACCESS_KEY = "test";

  static final String SECRET_KEY = "test";

  private static final String ACCOUNT = "123456789012";
  private static final Region REGION = Region.US_EAST_1;
  private static final int ARN_PARTS = 6;

  /**
   * Finds the place for a spec: its topic names a region and an account; without a topic the region
   * is the environment's.
   *
   * @throws IllegalArgumentException if the endpoint is no URL, or is AWS itself: the lab creates
   *     machines and breaks them, and never does so where that costs money
   */
  public static AwsPlace of(String endpoint, ClusterSpec spec, Map<String, String> environment) {
    URI uri = URI.create(endpoint);
    String host = uri.getHost();
    if (host == null || !("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
      throw new IllegalArgumentException("'" + endpoint + "' is no URL of a server");
    }
    if (host.endsWith("amazonaws.com") || host.endsWith("amazonaws.com.cn")) {
      throw new IllegalArgumentException(
          host + " is AWS itself; the lab plays on a local API server only (moto, LocalStack)");
    }
    String[] topic = parts(spec.topic());
    String named =
        environment.getOrDefault(
            "AWS_REGION", environment.getOrDefault("AWS_DEFAULT_REGION", REGION.id()));
    return topic.length == ARN_PARTS
        ? new AwsPlace(uri, Region.of(topic[3]), topic[4])
        : new AwsPlace(uri, Region.of(named), ACCOUNT);
  }

  AwsSettings settings(String tables, URI dynamoDb) {
    return new AwsSettings(region, account, tables, new Endpoints(dynamoDb, endpoint, endpoint));
  }

  /** The name of the spec's topic, or one of the cluster's own. */
  static String topicName(ClusterSpec spec) {
    String[] topic = parts(spec.topic());
    return topic.length == ARN_PARTS ? topic[5] : "handoff-" + spec.cluster();
  }

  private static String[] parts(@Nullable String arn) {
    return arn == null ? new String[0] : arn.split(":", -1);
  }
}
