package dev.handoff.aws.local;

import static org.junit.jupiter.api.Assumptions.abort;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** An AWS API server with EC2, SNS and SQS: {@code moto_server}, or else LocalStack in Docker. */
public final class AwsServer {

  /** The last image that runs without an account token. */
  public static final DockerImageName LOCALSTACK =
      DockerImageName.parse("localstack/localstack:4.14.0");

  private static @Nullable LocalStackContainer container;

  private AwsServer() {}

  /** Where it is; the test is skipped where there is none. */
  public static synchronized URI require() {
    Optional<MotoServer> moto = MotoServer.shared();
    if (moto.isPresent()) {
      return moto.get().endpoint();
    }
    if (container == null) {
      if (!DockerClientFactory.instance().isDockerAvailable()) {
        return abort(MotoServer.MISSING);
      }
      // Testcontainers ends it with this JVM.
      container = new LocalStackContainer(LOCALSTACK).withServices("ec2", "sns", "sqs");
      container.start();
    }
    return container.getEndpoint();
  }
}
