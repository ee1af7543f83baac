package dev.handoff.console.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.oci.local.Fault;
import dev.handoff.oci.local.Functions;
import dev.handoff.oci.local.LocalOci;
import dev.handoff.oci.local.OciRequest;
import dev.handoff.oci.local.Principal;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person is told of a function that was invoked, or was not, or nobody knows. */
final class OciInstallationTest {

  private final Functions functions = new Functions();
  private final LocalOci oci = LocalOci.start(functions);
  private final Principal ann = oci.user("ann");
  private final String function =
      functions.function(
          functions.application("app", oci.endpoint().toString()), "handoff", echo -> echo);
  private final OciInstallation installation = installation(oci.endpoint().toString());

  private OciInstallation installation(String functionEndpoint) {
    return new OciInstallation(
        new OciDeployment(
            LocalOci.REGION,
            LocalOci.COMPARTMENT,
            LocalOci.NAMESPACE,
            "handoff",
            function,
            functionEndpoint,
            ""),
        ann.credentials(),
        Map.of("HANDOFF_OCI_ENDPOINT", oci.endpoint().toString()));
  }

  @AfterEach
  void stop() {
    installation.close();
    oci.close();
  }

  @Test
  void theFunctionsAnswerIsPassedOnAsItIs() {
    assertEquals(new Invocation.Answered("{\"é\": 1}"), installation.invoke("{\"é\": 1}"));
  }

  @Test
  void whoIsNotKnownThereIsForbiddenAndNothingWasInvoked() {
    oci.revoke(ann.keyId());

    Invocation.NotInvoked not =
        assertInstanceOf(Invocation.NotInvoked.class, installation.invoke("{}"));

    assertTrue(not.forbidden());
    assertTrue(not.why().startsWith("Oracle Cloud does not accept who calls: "), not.why());
    assertTrue(not.why().endsWith("status 401]"), not.why());
  }

  @Test
  void whoMayNotInvokeItIsForbiddenAndToldWhichFunction() {
    fails(Fault.FORBID);

    Invocation.NotInvoked not =
        assertInstanceOf(Invocation.NotInvoked.class, installation.invoke("{}"));

    assertTrue(not.forbidden());
    assertTrue(
        not.why().startsWith("there is no function " + function + ", or you may not invoke it"),
        not.why());
    assertTrue(not.why().contains("[NotAuthorizedOrNotFound, status 404]"), not.why());
  }

  @ParameterizedTest
  @CsvSource({"400, InvalidParameter", "413, RequestEntityTooLarge", "429, TooManyRequests"})
  void whatOracleTurnsAwayWasNotInvokedAndIsNobodysRight(int status, String code) {
    fails(new Fault.Answer(status, code));

    Invocation.NotInvoked not =
        assertInstanceOf(Invocation.NotInvoked.class, installation.invoke("{}"));

    assertEquals(false, not.forbidden());
    assertTrue(not.why().contains("[%s, status %d]".formatted(code, status)), not.why());
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 500, 502, 503, 504})
  void afterAnyOtherStatusTheFunctionMayHaveDoneItsWork(int status) {
    fails(new Fault.Answer(status, "FunctionInvokeExecutionFailed"));

    Invocation.Doubtful doubtful =
        assertInstanceOf(Invocation.Doubtful.class, installation.invoke("{}"));

    assertTrue(doubtful.why().startsWith("the function failed: "), doubtful.why());
    assertTrue(
        doubtful.why().contains("[FunctionInvokeExecutionFailed, status " + status + "]"),
        doubtful.why());
  }

  @Test
  void aConnectionThatBreaksLeavesItOpenWhatTheFunctionDid() {
    fails(Fault.LOSE_REPLY);

    Invocation.Doubtful doubtful =
        assertInstanceOf(Invocation.Doubtful.class, installation.invoke("{}"));

    assertTrue(
        doubtful.why().startsWith("the function at " + oci.endpoint() + " did not answer: "),
        doubtful.why());
  }

  @Test
  void anEndpointWhereNobodyListensIsNamed() {
    try (OciInstallation lost = installation("http://127.0.0.1:1")) {
      Invocation.Doubtful doubtful = assertInstanceOf(Invocation.Doubtful.class, lost.invoke("{}"));

      assertTrue(
          doubtful.why().startsWith("the function at http://127.0.0.1:1 did not answer: "),
          doubtful.why());
    }
  }

  @Test
  void whereItIsAndWhoCallsIsToldWithoutAsking() {
    assertEquals(ann.ocid(), installation.caller());
    assertEquals(
        "installation handoff in eu-frankfurt-1, compartment " + LocalOci.COMPARTMENT,
        installation.where());
    assertTrue(oci.faults().calls(_ -> true).isEmpty());
  }

  private void fails(Fault fault) {
    oci.faults().always(OciInstallationTest::isInvocation, fault);
  }

  private static boolean isInvocation(OciRequest request) {
    return request.isExactly("POST", "20181201", "functions", "*", "actions", "invoke");
  }
}
