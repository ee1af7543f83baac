package dev.handoff.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OciSettingsTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "HANDOFF_COMPARTMENT", "ocid1.compartment.oc1..a",
          "HANDOFF_REGION", "eu-frankfurt-1",
          "HANDOFF_NAMESPACE", "ns");

  @Test
  void theNameIsHandoffAndTheEndpointsAreOraclesUnlessOthersAreNamed() {
    OciSettings settings = OciSettings.of(ENVIRONMENT);

    assertEquals("handoff", settings.name());
    assertNull(settings.messages());
    assertNull(settings.endpoint());
  }

  @Test
  void everyMemberCanBeSet() {
    assertEquals(
        new OciSettings(
            "second",
            "ocid1.compartment.oc1..a",
            "eu-frankfurt-1",
            "ns",
            URI.create("https://cell-1.streaming.eu-frankfurt-1.oci.oraclecloud.com"),
            URI.create("http://127.0.0.1:8080")),
        OciSettings.of(
            with(
                Map.of(
                    "HANDOFF_NAME", "second",
                    "HANDOFF_STREAM_ENDPOINT",
                        "https://cell-1.streaming.eu-frankfurt-1.oci.oraclecloud.com",
                    "HANDOFF_OCI_ENDPOINT", "http://127.0.0.1:8080/"))));
  }

  @Test
  void whatIsMissingIsNamed() {
    for (String name : List.of("HANDOFF_COMPARTMENT", "HANDOFF_REGION", "HANDOFF_NAMESPACE")) {
      assertRefused(Map.of(name, ""), name);
    }
  }

  @Test
  void whatMakesNoSenseIsNamed() {
    assertRefused(Map.of("HANDOFF_COMPARTMENT", "prod"), "prod");
    assertRefused(Map.of("HANDOFF_OCI_ENDPOINT", "localhost:80"), "localhost:80");
    assertRefused(Map.of("HANDOFF_STREAM_ENDPOINT", "https://host/path"), "https://host/path");
  }

  private static void assertRefused(Map<String, String> changes, String word) {
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> OciSettings.of(with(changes)));
    assertTrue(String.valueOf(refused.getMessage()).contains(word), refused::getMessage);
  }

  private static Map<String, String> with(Map<String, String> changes) {
    Map<String, String> environment = new HashMap<>(ENVIRONMENT);
    environment.putAll(changes);
    return environment;
  }
}
