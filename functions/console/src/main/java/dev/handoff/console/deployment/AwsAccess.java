package dev.handoff.console.deployment;

import dev.handoff.aws.AwsSettings;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.StsClientBuilder;

/**
 * How this process reaches AWS.
 *
 * @param environment variables; the SDK's own {@code AWS_ENDPOINT_URL} and {@code
 *     AWS_ENDPOINT_URL_LAMBDA} and so on lead to servers other than AWS
 * @param credentials who calls
 */
public record AwsAccess(Map<String, String> environment, AwsCredentialsProvider credentials) {

  /** Who calls is worth a moment, and no more: a command goes on without it. */
  private static final Duration STS = Duration.ofSeconds(6);

  public AwsAccess {
    environment = Map.copyOf(environment);
  }

  /** As people call AWS: environment, profile, single sign-on. */
  public static AwsAccess of(Map<String, String> environment) {
    return new AwsAccess(environment, DefaultCredentialsProvider.builder().build());
  }

  /** The region that the environment or the profile chooses. */
  public Optional<Region> region() {
    for (String name : new String[] {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
      String region = environment.getOrDefault(name, "");
      if (!region.isBlank()) {
        return Optional.of(Region.of(region));
      }
    }
    try {
      return Optional.ofNullable(new AwsProfileRegionProvider().getRegion());
    } catch (SdkException e) {
      // There is no profile, or it names no region.
      return Optional.empty();
    }
  }

  /**
   * Makes sure that there are credentials, before anything needs them.
   *
   * @throws NoCredentials if there are none
   */
  public void check() throws NoCredentials {
    try {
      credentials.resolveCredentials();
    } catch (SdkException e) {
      throw new NoCredentials(
          "there are no AWS credentials: neither in the environment, nor by a profile (%s)"
              .formatted(troubleWithProfile()));
    }
  }

  /** The chain's own words are a page; what people wait for is nearly always the profile. */
  private static String troubleWithProfile() {
    try (ProfileCredentialsProvider profile = ProfileCredentialsProvider.create()) {
      profile.resolveCredentials();
      return "which has some by now";
    } catch (SdkException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** The settings of a deployment's function, as this process would have them. */
  public AwsSettings settings(Deployment deployment) {
    Map<String, String> variables = new HashMap<>(environment);
    variables.put("AWS_REGION", deployment.region());
    variables.put("HANDOFF_ACCOUNT", deployment.account());
    variables.put("HANDOFF_TABLES", deployment.tables());
    return AwsSettings.of(variables);
  }

  /** Where a service is; {@code service} as it is signed for, for example {@code lambda}. */
  URI endpoint(String service, Region region) {
    return custom(service)
        .orElseGet(() -> URI.create("https://" + ServiceMetadata.of(service).endpointFor(region)));
  }

  private Optional<URI> custom(String service) {
    String url =
        environment.getOrDefault(
            "AWS_ENDPOINT_URL_" + service.toUpperCase(Locale.ROOT),
            environment.getOrDefault("AWS_ENDPOINT_URL", ""));
    return url.isEmpty() ? Optional.empty() : Optional.of(URI.create(url));
  }

  /**
   * Who calls, as AWS itself says.
   *
   * @return the caller's ARN
   * @throws SdkException if AWS does not say; the message tells why
   */
  public String caller(Region region) {
    StsClientBuilder builder =
        StsClient.builder()
            .region(region)
            .credentialsProvider(credentials)
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(o -> o.apiCallTimeout(STS));
    custom("sts").ifPresent(builder::endpointOverride);
    try (StsClient sts = builder.build()) {
      return sts.getCallerIdentity().arn();
    }
  }

  /**
   * Finds the deployment of a CloudFormation stack.
   *
   * @throws NoDeployment if there is none, or CloudFormation does not say
   */
  public Deployment deployment(String stack, Region region) throws NoDeployment {
    try (SignedCalls calls = new SignedCalls(region, credentials)) {
      return new Stacks(endpoint("cloudformation", region), calls).deployment(stack);
    }
  }
}
