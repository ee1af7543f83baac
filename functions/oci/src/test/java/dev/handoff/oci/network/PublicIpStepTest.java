package dev.handoff.oci.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.oracle.bmc.core.model.PublicIp;
import com.oracle.bmc.core.model.PublicIp.AssignedEntityType;
import com.oracle.bmc.core.model.PublicIp.LifecycleState;
import com.oracle.bmc.core.model.PublicIp.Lifetime;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicIpStepTest {

  private static final String HERE = "ocid1.privateip.here";
  private static final String THERE = "ocid1.privateip.there";

  private static PublicIp.Builder ip(LifecycleState state, @Nullable String at) {
    PublicIp.Builder ip =
        PublicIp.builder().id("ocid1.publicip.x").lifetime(Lifetime.Reserved).lifecycleState(state);
    return at == null
        ? ip
        : ip.assignedEntityId(at).assignedEntityType(AssignedEntityType.PrivateIp);
  }

  /** Each state and place, with the step to HERE and the step to nowhere. */
  @ParameterizedTest
  @CsvSource({
    "Available,    ,     Assign, There",
    "Unassigned,   ,     Assign, There",
    "Assigned,     HERE, There,  Assign",
    "Assigned,     ELSE, Assign, Assign",
    "Assigning,    HERE, Coming, Going",
    "Assigning,    ELSE, Going,  Going",
    "Unassigning,  ELSE, Going,  Coming",
    "Unassigning,  HERE, Going,  Coming",
    "Provisioning, ,     Going,  Going",
    "UnknownEnumValue, ELSE, Going, Going",
    "Terminating,  ,     Never,  Never",
    "Terminated,   ,     Never,  Never"
  })
  void everyStateHasItsStep(
      LifecycleState state, @Nullable String at, String here, String nowhere) {
    String place = at == null ? null : at.equals("HERE") ? HERE : THERE;
    PublicIp ip = ip(state, place).build();

    assertEquals(here, name(PublicIpStep.toward(HERE, ip)));
    assertEquals(nowhere, name(PublicIpStep.toward(null, ip)));
  }

  private static String name(PublicIpStep step) {
    return switch (step) {
      case PublicIpStep.There _ -> "There";
      case PublicIpStep.Assign _ -> "Assign";
      case PublicIpStep.Wait(boolean here, _) -> here ? "Coming" : "Going";
      case PublicIpStep.Never _ -> "Never";
    };
  }

  @Test
  void whatBelongsToANatGatewayOrIsEphemeralNeverMoves() {
    PublicIp nat =
        ip(LifecycleState.Assigned, "ocid1.natgateway.x")
            .assignedEntityType(AssignedEntityType.NatGateway)
            .build();
    PublicIp ephemeral = ip(LifecycleState.Assigned, THERE).lifetime(Lifetime.Ephemeral).build();

    assertEquals("Never", name(PublicIpStep.toward(HERE, nat)));
    assertEquals("Never", name(PublicIpStep.toward(HERE, ephemeral)));
  }
}
