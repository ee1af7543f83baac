package dev.handoff.aws.ec2;

import java.net.URI;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

@Testcontainers(disabledWithoutDocker = true)
class LocalStackEc2AddressesTest extends Ec2AddressesSuite {

  /** The last image that runs without an account token. */
  @Container
  private static final LocalStackContainer LOCALSTACK =
      new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.14.0"))
          .withServices("ec2");

  @Override
  URI server() {
    return LOCALSTACK.getEndpoint();
  }
}
