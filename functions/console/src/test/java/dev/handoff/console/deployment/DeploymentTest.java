package dev.handoff.console.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DeploymentTest {

  private static final String ARN = "arn:aws:lambda:eu-central-1:123456789012:function:prod:live";

  private static final String JSON =
      """
      {"region": "eu-central-1", "account": "123456789012", "tables": "prod",
       "function": "%s", "topic": "arn:aws:sns:eu-central-1:123456789012:prod-alerts"}\
      """
          .formatted(ARN);

  private static final Deployment PROD =
      new Deployment(
          "eu-central-1",
          "123456789012",
          "prod",
          ARN,
          "arn:aws:sns:eu-central-1:123456789012:prod-alerts");

  @Test
  void readsTheOutputItself() throws Exception {
    assertEquals(PROD, Deployment.parse(JSON));
  }

  @Test
  void readsWhatTerraformPrintsOfAnObject() throws Exception {
    String printed =
        """
        {"other": {"value": 1},
         "deployment": {"sensitive": false, "type": ["object", {}], "value": %s}}\
        """
            .formatted(JSON);

    assertEquals(PROD, Deployment.parse(printed));
  }

  @Test
  void readsWhatTerraformPrintsOfAText() throws Exception {
    String printed =
        "{\"deployment\": {\"type\": \"string\", \"value\": \"%s\"}}"
            .formatted(JSON.replace("\"", "\\\"").replace("\n", " "));

    assertEquals(PROD, Deployment.parse(printed));
  }

  @Test
  void needsNoTopic() throws Exception {
    assertEquals("", Deployment.parse(JSON.replace("topic", "subject")).topic());
  }

  @Test
  void knowsTheFunctionsNameAndItsAlias() {
    assertEquals("prod", PROD.functionName());
    assertEquals("live", PROD.qualifier());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "prod:live\"         | prod:live\",         | not JSON",
        "\"tables\"          | \"table\"            | 'tables' is missing",
        "\"123456789012\"    | \"1234\"             | the account's 12 digits",
        "\"eu-central-1\"    | \"Frankfurt (EU)\"   | it must be a region",
        "\"prod\"            | \"prod/../x\"        | the prefix of two tables",
        ":lambda:            | :s3:                 | the ARN of the function's alias",
        "\"eu-central-1\"    | \"us-east-1\"        | 'function' is in eu-central-1"
      })
  void saysWhatIsWrong(String good, String bad, String why) {
    String json = JSON.replace(good, bad);

    Deployment.Malformed refused =
        assertThrows(Deployment.Malformed.class, () -> Deployment.parse(json));

    assertTrue(String.valueOf(refused.getMessage()).contains(why), refused::getMessage);
  }

  @Test
  void refusesWhatIsNoObject() {
    assertThrows(Deployment.Malformed.class, () -> Deployment.parse("[1]"));
    assertThrows(Deployment.Malformed.class, () -> Deployment.parse(""));
  }
}
