package dev.handoff.aws.ec2;

import dev.handoff.aws.local.AwsServer;
import java.net.URI;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;

@Testcontainers(disabledWithoutDocker = true)
class LocalStackEc2AddressesTest extends Ec2AddressesSuite {

  @Container
  private static final LocalStackContainer LOCALSTACK =
      new LocalStackContainer(AwsServer.LOCALSTACK).withServices("ec2");

  @Override
  URI server() {
    return LOCALSTACK.getEndpoint();
  }
}
