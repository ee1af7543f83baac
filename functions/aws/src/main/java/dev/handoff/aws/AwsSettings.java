package dev.handoff.aws;

import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.Region;

/**
 * Where the AWS of this controller is.
 *
 * @param account the twelve digits of the account that owns the nodes
 * @param tables prefix of the two tables' names
 * @param endpoints where the services are found, if not at AWS
 */
public record AwsSettings(Region region, String account, String tables, Endpoints endpoints) {

  private static final String ACCOUNT = "HANDOFF_ACCOUNT";
  private static final String TABLES = "HANDOFF_TABLES";

  /** Endpoints of an AWS API server other than AWS; null stands for AWS's own. */
  public record Endpoints(@Nullable URI dynamoDb, @Nullable URI ec2, @Nullable URI sns) {

    public static final Endpoints OF_AWS = new Endpoints(null, null, null);
  }

  /**
   * Reads the environment of a function: {@code AWS_REGION}, {@code HANDOFF_ACCOUNT}, {@code
   * HANDOFF_TABLES} (by default {@code handoff}), and for other endpoints the SDK's own {@code
   * AWS_ENDPOINT_URL} and {@code AWS_ENDPOINT_URL_DYNAMODB}, {@code …_EC2}, {@code …_SNS}.
   *
   * @throws IllegalArgumentException if a variable is missing or makes no sense
   */
  public static AwsSettings of(Map<String, String> environment) {
    String account = required(environment, ACCOUNT);
    if (!account.matches("[0-9]{12}")) {
      throw new IllegalArgumentException(
          ACCOUNT + " is '" + account + "'; it must be the account's 12 digits");
    }
    return new AwsSettings(
        Region.of(required(environment, "AWS_REGION")),
        account,
        environment.getOrDefault(TABLES, "handoff"),
        new Endpoints(
            endpoint(environment, "DYNAMODB"),
            endpoint(environment, "EC2"),
            endpoint(environment, "SNS")));
  }

  /** The ARN of an instance of this account: the key of its node. */
  public String instanceArn(String instance) {
    return "arn:" + partition() + ":ec2:" + region.id() + ":" + account + ":instance/" + instance;
  }

  private String partition() {
    String id = region.id();
    return id.startsWith("cn-") ? "aws-cn" : id.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  private static @Nullable URI endpoint(Map<String, String> environment, String service) {
    String url =
        environment.getOrDefault(
            "AWS_ENDPOINT_URL_" + service, environment.getOrDefault("AWS_ENDPOINT_URL", ""));
    return url.isEmpty() ? null : URI.create(url);
  }

  private static String required(Map<String, String> environment, String name) {
    String value = environment.getOrDefault(name, "");
    if (value.isEmpty()) {
      throw new IllegalArgumentException(
          "the environment variable " + name + " is missing; set it on the function");
    }
    return value;
  }
}
