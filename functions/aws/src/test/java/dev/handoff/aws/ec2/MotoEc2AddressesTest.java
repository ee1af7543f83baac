package dev.handoff.aws.ec2;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.handoff.aws.local.MotoServer;
import java.net.URI;
import java.util.Optional;

class MotoEc2AddressesTest extends Ec2AddressesSuite {

  @Override
  URI server() {
    Optional<MotoServer> moto = MotoServer.shared();
    assumeTrue(moto.isPresent(), MotoServer.MISSING);
    return moto.orElseThrow().endpoint();
  }
}
