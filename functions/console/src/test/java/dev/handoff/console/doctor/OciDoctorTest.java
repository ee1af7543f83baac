package dev.handoff.console.doctor;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.deployment.Deployments;
import dev.handoff.console.deployment.OciInstallation;
import dev.handoff.console.doctor.Check.Outcome;
import dev.handoff.controller.operation.Operations;
import dev.handoff.dispatch.Checkup;
import dev.handoff.dispatch.Permission;
import dev.handoff.dispatch.Permission.Ruling;
import dev.handoff.events.json.Json;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import dev.handoff.oci.local.Fault;
import dev.handoff.oci.local.Functions;
import dev.handoff.oci.local.LocalObjectStorage;
import dev.handoff.oci.local.LocalOci;
import dev.handoff.oci.local.LocalStreaming;
import dev.handoff.oci.local.Principal;
import dev.handoff.oci.local.Vcn;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each thing that can be amiss with an installation on Oracle Cloud, and how it is told. */
@SuppressWarnings("NullAway.Init") // set before each test
final class OciDoctorTest {

  private static final String NAME = "handoff";
  private static final String TOPIC = "ocid1.onstopic.oc1..own";
  private static final String ADDRESS = "10.0.0.200";

  private final Vcn vcn = new Vcn();
  private final Functions functions = new Functions();
  private final LocalStreaming streaming = new LocalStreaming(InstantSource.system());
  private final LocalOci oci =
      LocalOci.start(
          vcn, functions, streaming, new LocalObjectStorage(InstantSource.system()).bucket(NAME));
  private final Principal ann = oci.user("ann");
  private final String subnet = vcn.subnet("10.0.0.", "2001:db8:");
  private final String n1 = vcn.vnic(subnet, "10.0.0.11");
  private final String n2 = vcn.vnic(subnet, "10.0.0.12");
  private final List<Check> checks = new ArrayList<>();
  private Checkup checkup = permitted(Ruling.PERMITTED);
  private String function;

  @BeforeEach
  void install() {
    vcn.reservedIp(subnet, ADDRESS);
    streaming.create(NAME + ".web.n1");
    streaming.create(NAME + ".web.n2");
    function =
        functions.function(
            functions.application(NAME, oci.endpoint().toString()),
            NAME,
            _ -> Json.write(checkup).getBytes(StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() {
    oci.close();
  }

  private static Checkup permitted(Ruling ruling) {
    Permission permission = new Permission("UpdatePrivateIp", ADDRESS + " and n1", ruling, "why");
    return new Checkup("", Map.of("web", List.of(permission)), Map.of());
  }

  @Test
  void whatIsWellIsSaidToBe() throws Exception {
    examine(spec("alerts: {topic: " + TOPIC + "}"), TOPIC);

    says(Outcome.OK, "credentials", "you are " + ann.ocid());
    says(Outcome.OK, "permissions", "Oracle Cloud permits the function all 1 calls");
    says(Outcome.OK, "network", "web: its addresses can be led to every node");
    says(Outcome.OK, "topic", "web: its alerts go to " + TOPIC);
  }

  @Test
  void nodesThatHaveSentNothingFail() throws Exception {
    examine(spec(""), TOPIC);

    says(Outcome.FAIL, "beats", "web: n1 ");
    says(Outcome.FAIL, "beats", "web: n2 ");
  }

  @Test
  void anAddressThatCannotReachANodeFailsWithTheReason() throws Exception {
    vcn.check(n2, true);
    String route =
        "type: route, destination: 10.9.0.0/16, tables: [%s]".formatted(vcn.routeTable());

    examine(spec("").replace("type: private-ip, address: " + ADDRESS, route), TOPIC);

    says(Outcome.FAIL, "network", "web: " + n2 + " of n2 drops what a route leads to it");
    says(Outcome.FAIL, "network", "--skip-source-dest-check true");
  }

  @Test
  void anAddressThatIsNotThereYetIsAWarning() throws Exception {
    examine(spec("").replace(ADDRESS, "10.0.0.201"), TOPIC);

    says(Outcome.WARN, "network", "web: 10.0.0.201 is not there yet");
    says(Outcome.WARN, "network", "is it spelt as you want it?");
  }

  @Test
  void aClusterWithoutATopicIsAWarningThatNamesTheInstallations() throws Exception {
    examine(spec(""), TOPIC);

    says(Outcome.WARN, "topic", "web: nobody is told of a failover");
    says(Outcome.WARN, "topic", "alerts: {topic: " + TOPIC + "} in its spec");
  }

  @Test
  void whereTheInstallationHasNoTopicNoneIsNamed() throws Exception {
    examine(spec(""), "");

    says(Outcome.WARN, "topic", "alerts: {topic: OCID} in its spec");
  }

  @Test
  void anotherTopicThanTheInstallationsIsAWarning() throws Exception {
    examine(spec("alerts: {topic: ocid1.onstopic.oc1..other}"), TOPIC);

    says(Outcome.WARN, "topic", "web: its alerts go to ocid1.onstopic.oc1..other");
    says(Outcome.WARN, "topic", "may the function publish there? Else alerts: {topic: " + TOPIC);
  }

  @Test
  void aTopicWhereTheInstallationHasNoneIsAWarning() throws Exception {
    examine(spec("alerts: {topic: ocid1.onstopic.oc1..other}"), "");

    says(Outcome.WARN, "topic", "which is not the installation's");
    says(Outcome.WARN, "topic", "may the function publish there?");
    assertFalse(told(Outcome.WARN, "topic").contains("Else"), "there is no other to name");
  }

  @Test
  void whatTheFunctionIsRefusedFailsWithWhereToLook() throws Exception {
    checkup = permitted(Ruling.REFUSED);

    examine(spec(""), TOPIC);

    says(Outcome.FAIL, "permissions", "web: UpdatePrivateIp on " + ADDRESS + " and n1 is refused");
    says(Outcome.FAIL, "permissions", "compare the function's policy with infra/policies/oci: why");
  }

  @Test
  void whatCouldNotBeTriedIsAWarning() throws Exception {
    checkup = permitted(Ruling.UNCLEAR);

    examine(spec(""), TOPIC);

    says(Outcome.WARN, "permissions", "could not be tried: why");
  }

  @Test
  void whoMayNotInvokeTheFunctionIsTold() throws Exception {
    oci.policy(call -> !call.target().toString().contains("/invoke"));

    examine(spec(""), TOPIC);

    says(Outcome.WARN, "permissions", "the function was not asked what it may do");
  }

  @Test
  void aFunctionThatFailsFailsWithWhereItsLogIs() throws Exception {
    oci.faults()
        .always(
            call -> call.target().toString().contains("/invoke"),
            new Fault.Answer(502, "FunctionInvokeExecutionFailed"));

    examine(spec(""), TOPIC);

    says(Outcome.FAIL, "permissions", "the function failed");
    says(Outcome.FAIL, "permissions", "read its log of application " + NAME);
  }

  @Test
  void whoMayNotLookIntoTheBucketIsToldWhichPolicyLets() throws Exception {
    oci.policy(call -> !call.target().toString().startsWith("/n/"));

    doctor(TOPIC);

    says(Outcome.FAIL, "clusters", "viewer, as in infra/policies/oci");
    assertTrue(checks.stream().noneMatch(check -> check.area().equals("network")));
  }

  private void examine(String yaml, String topic) throws Exception {
    ClusterSpec spec =
        assertInstanceOf(SpecResult.Valid.class, SpecReader.read("cluster.yaml", yaml)).spec();
    try (OciInstallation installation = installation(topic)) {
      installation
          .store()
          .commit(spec.cluster(), 0, Operations.create(spec, 1, Instant.now(), null));
    }
    doctor(topic);
  }

  private void doctor(String topic) throws Exception {
    try (OciInstallation installation = installation(topic)) {
      new OciDoctor(installation, null, null, checks::add).run();
    }
  }

  private OciInstallation installation(String topic) throws Exception {
    String deployment =
        """
        {"cloud": "oci", "region": "%s", "compartment": "%s", "namespace": "%s", "bucket": "%s",
         "function": "%s", "functionEndpoint": "%s"%s}\
        """
            .formatted(
                LocalOci.REGION,
                LocalOci.COMPARTMENT,
                LocalOci.NAMESPACE,
                NAME,
                function,
                oci.endpoint(),
                topic.isEmpty() ? "" : ", \"topic\": \"" + topic + "\"");
    return new OciInstallation(
        Deployments.onOci(deployment),
        ann.credentials(),
        Map.of("HANDOFF_OCI_ENDPOINT", oci.endpoint().toString()));
  }

  private String spec(String alerts) {
    return """
    cluster: web
    beat: {interval: 500ms, timeout: 5s}
    nodes:
      n1: {instance: ocid1.instance.oc1..n1, interface: %s}
      n2: {instance: ocid1.instance.oc1..n2, interface: %s}
    groups:
      front: {resources: {ip: {type: private-ip, address: %s}}}
    %s
    """
        .formatted(n1, n2, ADDRESS, alerts);
  }

  private String told(Outcome outcome, String area) {
    return checks.stream()
        .filter(check -> check.outcome() == outcome && check.area().equals(area))
        .map(check -> check.found() + "\n" + check.mend())
        .collect(Collectors.joining("\n"));
  }

  private void says(Outcome outcome, String area, String words) {
    assertTrue(told(outcome, area).contains(words), () -> words + " is not in:\n" + checks);
  }
}
