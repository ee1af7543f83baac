package dev.handoff.installation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.installation.iam.Policy;
import dev.handoff.installation.iam.Request;
import dev.handoff.installation.iam.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the roles of an installation may do, and what they may not. */
class PolicyTest {

  private static final String AWS = "arn:aws:%s:eu-central-1:111122223333:";
  private static final String CLUSTERS = AWS.formatted("dynamodb") + "table/handoff-clusters";
  private static final String NODES = AWS.formatted("dynamodb") + "table/handoff-nodes";
  private static final String OTHERS = AWS.formatted("dynamodb") + "table/payroll";
  private static final String INDEX = CLUSTERS + "/index/clusters";
  private static final String STREAM = NODES + "/stream/2026-01-01T00:00:00.000";
  private static final String EIP = AWS.formatted("ec2") + "elastic-ip/eipalloc-1";
  private static final String INTERFACE = AWS.formatted("ec2") + "network-interface/eni-1";
  private static final String TABLE = AWS.formatted("ec2") + "route-table/rtb-1";
  private static final String INSTANCE = AWS.formatted("ec2") + "instance/i-1";
  private static final String OTHER_INSTANCE = AWS.formatted("ec2") + "instance/i-2";
  private static final String FUNCTION = AWS.formatted("lambda") + "function:handoff";
  private static final String LOG = AWS.formatted("logs") + "log-group:/aws/lambda/";
  private static final String KEYS = "dynamodb:LeadingKeys";
  private static final String SELF = "ec2:SourceInstanceARN";

  /** A role may do all of the one, and nothing of the other. */
  private record Expected(List<Request> allowed, List<Request> denied) {}

  private static Request ours(String action, String arn) {
    return Request.tagged(action, arn, "handoff", "handoff");
  }

  private static Request associate(String eipTag, String interfaceTag) {
    return Request.tagged("ec2:AssociateAddress", EIP, "handoff", eipTag)
        .and(INTERFACE, "handoff", interfaceTag);
  }

  private static final Expected FUNCTION_MAY =
      new Expected(
          List.of(
              Request.of("dynamodb:GetItem", CLUSTERS),
              Request.of("dynamodb:PutItem", CLUSTERS),
              Request.of("dynamodb:DeleteItem", CLUSTERS),
              Request.of("dynamodb:Query", CLUSTERS),
              Request.of("dynamodb:Query", INDEX),
              Request.of("dynamodb:BatchGetItem", NODES),
              Request.of("dynamodb:UpdateItem", NODES),
              Request.of("dynamodb:PutItem", NODES),
              Request.of("dynamodb:DeleteItem", NODES),
              Request.of("dynamodb:GetRecords", STREAM),
              Request.of("dynamodb:GetShardIterator", STREAM),
              Request.of("dynamodb:DescribeStream", STREAM),
              Request.of("ec2:DescribeAddresses", "*"),
              Request.of("ec2:DescribeInstances", "*"),
              Request.of("ec2:DescribeNetworkInterfaces", "*"),
              Request.of("ec2:DescribeRouteTables", "*"),
              associate("handoff", "handoff"),
              ours("ec2:DisassociateAddress", EIP),
              ours("ec2:AssignPrivateIpAddresses", INTERFACE),
              ours("ec2:UnassignPrivateIpAddresses", INTERFACE),
              ours("ec2:AssignIpv6Addresses", INTERFACE),
              ours("ec2:UnassignIpv6Addresses", INTERFACE),
              ours("ec2:CreateRoute", TABLE),
              ours("ec2:ReplaceRoute", TABLE),
              ours("ec2:DeleteRoute", TABLE),
              Request.of("sns:Publish", Policies.TOPIC),
              Request.of("sqs:SendMessage", Policies.FAILED),
              Request.of("logs:PutLogEvents", LOG + "handoff:log-stream:x"),
              Request.of("logs:CreateLogStream", LOG + "handoff:log-stream:x")),
          List.of(
              Request.of("dynamodb:Scan", CLUSTERS),
              Request.of("dynamodb:DeleteTable", CLUSTERS),
              Request.of("dynamodb:GetItem", OTHERS),
              Request.of("dynamodb:Query", OTHERS),
              Request.of("dynamodb:Scan", INDEX),
              Request.of("dynamodb:BatchGetItem", OTHERS),
              Request.of("dynamodb:DeleteTable", NODES),
              Request.of("dynamodb:GetRecords", OTHERS + "/stream/1"),
              Request.of("dynamodb:UpdateTable", STREAM),
              Request.of("ec2:RunInstances", "*"),
              Request.of("ec2:AuthorizeSecurityGroupIngress", "*"),
              associate("another", "handoff"),
              associate("handoff", "another"),
              Request.of("ec2:AssociateAddress", EIP),
              ours("ec2:AssociateAddress", INSTANCE),
              ours("ec2:ReleaseAddress", EIP),
              ours("ec2:DetachNetworkInterface", INTERFACE),
              Request.of("ec2:AssignPrivateIpAddresses", INTERFACE),
              ours("ec2:AssignPrivateIpAddresses", INSTANCE),
              Request.of("ec2:ReplaceRoute", TABLE),
              ours("ec2:ReplaceRoute", INSTANCE),
              ours("ec2:DeleteRouteTable", TABLE),
              ours("ec2:StopInstances", INSTANCE),
              Request.of("sns:Publish", Policies.TOPIC + "-of-others"),
              Request.of("sns:Subscribe", Policies.TOPIC),
              Request.of("sqs:SendMessage", Policies.FAILED + "-of-others"),
              Request.of("sqs:ReceiveMessage", Policies.FAILED),
              Request.of("logs:PutLogEvents", LOG + "payroll:log-stream:x"),
              Request.of("logs:DeleteLogStream", LOG + "handoff:log-stream:x")));

  private static final Expected FENCE_MAY =
      new Expected(
          List.of(ours("ec2:StopInstances", INSTANCE)),
          List.of(
              Request.of("ec2:StopInstances", INSTANCE),
              Request.tagged("ec2:StopInstances", INSTANCE, "handoff", "another"),
              ours("ec2:StopInstances", AWS.formatted("ec2") + "spot-fleet-request/x"),
              ours("ec2:TerminateInstances", INSTANCE)));

  private static final Expected SCHEDULER_MAY =
      new Expected(
          List.of(
              Request.of("lambda:InvokeFunction", FUNCTION + ":live"),
              Request.of("sqs:SendMessage", Policies.FAILED)),
          List.of(
              Request.of("lambda:InvokeFunction", FUNCTION),
              Request.of("lambda:InvokeFunction", FUNCTION + "-of-others:live"),
              Request.of("lambda:UpdateAlias", FUNCTION + ":live"),
              Request.of("sqs:SendMessage", Policies.FAILED + "-of-others"),
              Request.of("sqs:PurgeQueue", Policies.FAILED)));

  private static final Expected NODE_MAY =
      new Expected(
          List.of(
              Request.of("dynamodb:UpdateItem", NODES).where(SELF, INSTANCE).where(KEYS, INSTANCE),
              Request.of("dynamodb:GetItem", NODES).where(SELF, INSTANCE).where(KEYS, INSTANCE),
              Request.of("dynamodb:BatchGetItem", NODES)
                  .where(SELF, INSTANCE)
                  .where(KEYS, OTHER_INSTANCE)),
          List.of(
              own("dynamodb:UpdateItem").where(KEYS, OTHER_INSTANCE),
              own("dynamodb:UpdateItem").where(KEYS, INSTANCE, OTHER_INSTANCE),
              own("dynamodb:UpdateItem").where(KEYS),
              own("dynamodb:GetItem").where(KEYS, OTHER_INSTANCE),
              own("dynamodb:GetItem").where(KEYS),
              Request.of("dynamodb:UpdateItem", NODES).where(KEYS, INSTANCE),
              Request.of("dynamodb:UpdateItem", NODES).where(KEYS, "${" + SELF + "}"),
              Request.of("dynamodb:UpdateItem", OTHERS).where(SELF, INSTANCE).where(KEYS, INSTANCE),
              Request.of("dynamodb:GetItem", OTHERS).where(SELF, INSTANCE).where(KEYS, INSTANCE),
              Request.of("dynamodb:GetItem", CLUSTERS).where(SELF, INSTANCE).where(KEYS, INSTANCE),
              own("dynamodb:PutItem").where(KEYS, INSTANCE),
              own("dynamodb:DeleteItem").where(KEYS, INSTANCE),
              own("dynamodb:Scan"),
              own("dynamodb:Query").where(KEYS, INSTANCE),
              Request.of("dynamodb:BatchGetItem", CLUSTERS).where(SELF, INSTANCE),
              Request.of("dynamodb:BatchWriteItem", NODES).where(SELF, INSTANCE),
              Request.of("lambda:InvokeFunction", FUNCTION + ":live"),
              Request.of("sns:Publish", Policies.TOPIC),
              associate("handoff", "handoff")));

  private static Request own(String action) {
    return Request.of(action, NODES).where(SELF, INSTANCE);
  }

  private static final Expected VIEWER_MAY =
      new Expected(
          List.of(
              Request.of("dynamodb:GetItem", CLUSTERS),
              Request.of("dynamodb:Query", CLUSTERS),
              Request.of("dynamodb:Query", INDEX),
              Request.of("dynamodb:BatchGetItem", NODES),
              Request.of("dynamodb:DescribeTable", CLUSTERS),
              Request.of("dynamodb:DescribeTable", NODES),
              Request.of("dynamodb:DescribeTimeToLive", CLUSTERS),
              Request.of("ec2:DescribeAddresses", "*"),
              Request.of("ec2:DescribeNetworkInterfaces", "*"),
              Request.of("ec2:DescribeRouteTables", "*"),
              Request.of("lambda:GetFunctionConfiguration", FUNCTION),
              Request.of("lambda:GetFunctionConfiguration", FUNCTION + ":live"),
              Request.of("sns:GetTopicAttributes", Policies.TOPIC)),
          List.of(
              Request.of("dynamodb:PutItem", CLUSTERS),
              Request.of("dynamodb:GetItem", OTHERS),
              Request.of("dynamodb:Query", OTHERS),
              Request.of("dynamodb:Scan", INDEX),
              Request.of("dynamodb:BatchGetItem", OTHERS),
              Request.of("dynamodb:DescribeTable", OTHERS),
              Request.of("dynamodb:UpdateItem", NODES),
              Request.of("dynamodb:DeleteTable", NODES),
              Request.of("ec2:ModifyInstanceAttribute", "*"),
              Request.of("lambda:GetFunction", FUNCTION), // has a link to the code
              Request.of("lambda:GetFunctionConfiguration", FUNCTION + "-of-others"),
              Request.of("lambda:InvokeFunction", FUNCTION + ":live"),
              Request.of("sns:GetTopicAttributes", Policies.TOPIC + "-of-others"),
              Request.of("sns:Publish", Policies.TOPIC)));

  private static final Expected OPERATOR_MAY =
      new Expected(
          List.of(Request.of("lambda:InvokeFunction", FUNCTION + ":live")),
          List.of(
              Request.of("lambda:InvokeFunction", FUNCTION),
              Request.of("lambda:InvokeFunction", FUNCTION + "-of-others:live"),
              Request.of("lambda:UpdateAlias", FUNCTION + ":live"),
              Request.of("lambda:UpdateFunctionCode", FUNCTION),
              Request.of("dynamodb:PutItem", CLUSTERS)));

  private static final Expected KEY_MAY =
      new Expected(
          List.of(
              byDynamoDb("kms:Decrypt", Policies.KEY), byDynamoDb("kms:DescribeKey", Policies.KEY)),
          List.of(
              Request.of("kms:Decrypt", Policies.KEY),
              byDynamoDb("kms:Decrypt", Policies.KEY + "-of-others"),
              byDynamoDb("kms:ScheduleKeyDeletion", Policies.KEY)));

  private static Request byDynamoDb(String action, String key) {
    return Request.of(action, key).where("kms:ViaService", "dynamodb.eu-central-1.amazonaws.com");
  }

  private static final Map<String, Expected> EXPECTED =
      Map.of(
          "function", FUNCTION_MAY,
          "fence", FENCE_MAY,
          "scheduler", SCHEDULER_MAY,
          "node", NODE_MAY,
          "viewer", VIEWER_MAY,
          "operator", OPERATOR_MAY,
          "key", KEY_MAY);

  static Stream<Arguments> requests() {
    return Policies.NAMES.stream()
        .flatMap(name ->
            Stream.concat(
                expected(name).allowed().stream().map(r -> Arguments.of(name, r, true)),
                expected(name).denied().stream().map(r -> Arguments.of(name, r, false))));
  }

  private static Expected expected(String name) {
    return EXPECTED.getOrDefault(name, new Expected(List.of(), List.of()));
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @MethodSource("requests")
  void aRoleMayDoItsDutyAndNothingElse(String name, Request request, boolean allowed) {
    assertEquals(allowed, Policies.policy(name).allows(request));
  }

  static Stream<Arguments> widenings() {
    return Policies.NAMES.stream()
        .flatMap(name ->
            Policies.policy(name).statements().stream()
                .flatMap(statement ->
                    widened(statement).entrySet().stream()
                        .map(wide ->
                            Arguments.of(name, statement.sid(), wide.getKey(), wide.getValue()))));
  }

  /** Each way in which somebody might make life easier for himself. */
  private static Map<String, Statement> widened(Statement s) {
    Map<String, Statement> wide = new LinkedHashMap<>();
    if (!s.resources().equals(List.of("*"))) {
      wide.put(
          "every resource",
          new Statement(s.sid(), true, s.actions(), List.of("*"), s.conditions()));
    }
    String service = s.actions().getFirst().replaceAll(":.*", ":*");
    wide.put(
        "every action",
        new Statement(s.sid(), true, List.of(service), s.resources(), s.conditions()));
    for (String operator : s.conditions().keySet()) {
      Map<String, Map<String, List<String>>> rest = new LinkedHashMap<>(s.conditions());
      rest.remove(operator);
      wide.put(
          "without " + operator, new Statement(s.sid(), true, s.actions(), s.resources(), rest));
    }
    return wide;
  }

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @MethodSource("widenings")
  void aStatementThatIsWidenedAllowsSomethingThatMustBeDenied(
      String name, String sid, String how, Statement widened) {
    List<Statement> statements = new ArrayList<>(Policies.policy(name).statements());
    statements.replaceAll(statement -> statement.sid().equals(sid) ? widened : statement);

    assertTrue(
        expected(name).denied().stream().anyMatch(new Policy(statements)::allows),
        sid + " with " + how + " passes unnoticed");
  }

  @Test
  void everyStatementIsExplained() throws IOException {
    String page = Files.readString(Policies.root().resolve("docs/permissions.md"));
    for (String name : Policies.NAMES) {
      for (Statement statement : Policies.policy(name).statements()) {
        String row = "| `" + name + "` | " + statement.sid() + " |";
        assertTrue(page.contains(row), "docs/permissions.md has no row " + row);
      }
    }
  }

  @Test
  void aWildcardResourceIsLeftOnlyWhereEc2HasNoOther() {
    for (String name : Policies.NAMES) {
      for (Statement statement : Policies.policy(name).statements()) {
        assertTrue(
            !statement.resources().contains("*")
                || statement.actions().stream().allMatch(a -> a.startsWith("ec2:Describe")),
            name + ", " + statement.sid());
      }
    }
  }
}
