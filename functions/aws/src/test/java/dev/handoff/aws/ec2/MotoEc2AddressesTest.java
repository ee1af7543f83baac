package dev.handoff.aws.ec2;

import dev.handoff.aws.local.AwsServer;
import java.net.URI;

class MotoEc2AddressesTest extends Ec2AddressesSuite {

  @Override
  URI server() {
    return AwsServer.require();
  }
}
