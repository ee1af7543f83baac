package dev.handoff.console.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OciDeploymentTest {

  private static final String INVOKE = "https://abc.eu-frankfurt-1.functions.oci.oraclecloud.com";

  private static final String JSON =
      """
      {"cloud": "oci", "region": "eu-frankfurt-1", "compartment": "ocid1.compartment.oc1..a",
       "namespace": "ns", "bucket": "prod", "function": "ocid1.fnfunc.oc1.eu-frankfurt-1.a",
       "functionEndpoint": "%s", "topic": "ocid1.onstopic.oc1..a"}\
      """
          .formatted(INVOKE);

  private static final OciDeployment PROD =
      new OciDeployment(
          "eu-frankfurt-1",
          "ocid1.compartment.oc1..a",
          "ns",
          "prod",
          "ocid1.fnfunc.oc1.eu-frankfurt-1.a",
          INVOKE,
          "ocid1.onstopic.oc1..a");

  @Test
  void readsTheOutputItselfAndWhatTerraformPrints() throws Exception {
    String printed = "{\"deployment\": {\"type\": [\"object\", {}], \"value\": %s}}";

    assertEquals(PROD, Deployments.onOci(JSON));
    assertEquals(PROD, Deployments.onOci(printed.formatted(JSON)));
    assertTrue(Deployments.isOnOci(printed.formatted(JSON)));
  }

  @Test
  void whatDoesNotSayOciIsOfAws() throws Exception {
    assertFalse(Deployments.isOnOci(JSON.replace("\"cloud\": \"oci\",", "")));
    assertFalse(Deployments.isOnOci(JSON.replace("\"oci\"", "[]")));
  }

  @Test
  void needsNoTopic() throws Exception {
    assertEquals("", Deployments.onOci(JSON.replace("topic", "subject")).topic());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"region\"               | \"regoin\"        | 'region' is missing",
        "\"compartment\"          | \"tenancy\"       | 'compartment' is missing",
        "\"namespace\"            | \"name\"          | 'namespace' is missing",
        "\"bucket\"               | \"name\"          | 'bucket' is missing",
        "\"function\"             | \"lambda\"        | 'function' is missing",
        "\"functionEndpoint\"     | \"endpoint\"      | 'functionEndpoint' is missing",
        "\"prod\"                 | {}                | 'bucket' is missing or no text",
        "\"ns\"                   | \" \"             | 'namespace' is missing or no text",
        "ocid1.fnfunc.oc1         | ocid1.fnapp.oc1   | it must be the function's OCID",
        "https://                 | ftp://            | 'functionEndpoint' is 'ftp://abc",
        "https://                 | https:// x        | 'functionEndpoint' is 'https:// xabc",
      })
  void saysWhatIsWrong(String good, String bad, String why) {
    String json = JSON.replace(good, bad);

    Deployment.Malformed refused =
        assertThrows(Deployment.Malformed.class, () -> Deployments.onOci(json));

    assertTrue(String.valueOf(refused.getMessage()).contains(why), refused::getMessage);
  }

  @Test
  void whatIsMissingIsToldWithAllThatBelongsToADeploymentOnOracleCloud() {
    Deployment.Malformed refused =
        assertThrows(
            Deployment.Malformed.class, () -> Deployments.onOci(JSON.replace("namespace", "ns")));

    assertEquals(
        "'namespace' is missing or no text; a deployment on Oracle Cloud is a JSON object with"
            + " cloud, region, compartment, namespace, bucket, function, functionEndpoint and"
            + " topic, as the output 'deployment' has it; or what 'terraform output -json' prints",
        refused.getMessage());
  }

  @Test
  void whatIsNoJsonIsToldWithLineAndColumn() {
    Deployment.Malformed refused =
        assertThrows(
            Deployment.Malformed.class, () -> Deployments.isOnOci("{\"cloud\": \"oci\",\n x}"));

    assertTrue(
        String.valueOf(refused.getMessage()).contains("line 2 column 4"), refused::getMessage);
  }

  @Test
  void callsGoToOraclesOwnServersUnlessTheEnvironmentLeadsElsewhere() {
    String elsewhere = "http://127.0.0.1:8080";

    assertEquals(null, PROD.settings(Map.of()).endpoint());
    assertEquals(
        URI.create(elsewhere), PROD.settings(Map.of("HANDOFF_OCI_ENDPOINT", elsewhere)).endpoint());
    assertEquals("prod", PROD.settings(Map.of()).name());
  }
}
