package dev.handoff.beacon.transport.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.beacon.Plans;
import dev.handoff.beacon.loop.PeerBeat;
import dev.handoff.beacon.transport.Beats;
import dev.handoff.beacon.transport.StoreUnavailable;
import dev.handoff.beacon.transport.Transport.Reply;
import dev.handoff.events.Beat;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.json.Json;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** Against DynamoDB Local, with the table that the controller uses too. */
class DynamoDbTransportTest {

  private static final Credentials LAB = () -> new AwsKeys("lab", "secret", null);

  private static LocalDynamoDb dynamo;
  private static DynamoDbCall call;

  private String node;
  private DynamoDbTransport transport;

  @BeforeAll
  static void opensTheStore() throws Exception {
    dynamo = new LocalDynamoDb();
    call = new DynamoDbCall(dynamo.endpoint(), "eu-central-1", LAB);
    send(
        "CreateTable",
        """
        {"TableName": "nodes", "BillingMode": "PAY_PER_REQUEST",
         "AttributeDefinitions": [{"AttributeName": "node", "AttributeType": "S"},
                                  {"AttributeName": "kind", "AttributeType": "S"}],
         "KeySchema": [{"AttributeName": "node", "KeyType": "HASH"},
                       {"AttributeName": "kind", "KeyType": "RANGE"}]}\
        """);
  }

  @AfterAll
  static void closesTheStore() throws Exception {
    dynamo.close();
  }

  @BeforeEach
  void takesANodeOfItsOwn(TestInfo test) {
    node = "arn:aws:ec2:eu-central-1:1:instance/" + test.getDisplayName();
    transport = new DynamoDbTransport(call, "nodes", () -> node);
  }

  @Test
  void aNodeThatDoesNotKnowItsKeyYetGoesOnTrying() {
    AtomicBoolean known = new AtomicBoolean();
    DynamoDbTransport early =
        new DynamoDbTransport(
            call,
            "nodes",
            () -> {
              if (!known.getAndSet(true)) {
                throw new StoreUnavailable("nobody tells who this is");
              }
              return node;
            });

    assertEquals(new Reply.Failed("nobody tells who this is"), early.publish(Beats.beat(1, false)));
    assertInstanceOf(Reply.Acknowledged.class, early.publish(Beats.beat(1, false)));
  }

  @Test
  void acknowledgesTheFirstBeatWithoutOrders() throws Exception {
    Beat beat = Beats.beat(1, false);

    assertEquals(new Reply.Acknowledged(null), transport.publish(beat));

    JsonObject item = item("beat");
    assertEquals(Json.write(beat), text(item, "beat"));
    assertEquals("node", text(item, "by"));
    assertTrue(!item.has("urgent"), item::toString);
  }

  @Test
  void marksOnlyTheNewestBeatAsUrgent() throws Exception {
    transport.publish(Beats.beat(1, true));
    assertEquals("1", text(item("beat"), "urgent"));

    transport.publish(Beats.beat(2, false));

    assertTrue(!item("beat").has("urgent"));
  }

  @Test
  void bringsTheOrdersThatTheControllerWrote() throws Exception {
    Orders orders = new Orders("boot", 3, "v1", List.of());
    transport.publish(Beats.beat(1, true));
    JsonObject input = key("beat");
    input.addProperty("UpdateExpression", "SET orders = :o, #by = :c REMOVE urgent");
    input.add("ExpressionAttributeNames", JsonParser.parseString("{\"#by\": \"by\"}"));
    input.add(
        "ExpressionAttributeValues",
        JsonParser.parseString(
            Json.write(
                java.util.Map.of(
                    ":o", java.util.Map.of("S", Json.write(orders)),
                    ":c", java.util.Map.of("S", "controller")))));
    call.send("UpdateItem", input);

    assertEquals(new Reply.Acknowledged(orders), transport.publish(Beats.beat(2, false)));
    assertEquals("node", text(item("beat"), "by"));
  }

  @Test
  void readsThePeersThatHaveABeat() throws Exception {
    transport.publish(Beats.beat(7, false));

    List<PeerBeat> beats =
        transport.peers(List.of(new Plan.Peer("a", node), new Plan.Peer("b", "never heard")));

    assertEquals(List.of(new PeerBeat(node, "boot", 7)), beats);
  }

  @Test
  void leavesOutAPeerWhoseBeatMakesNoSense() throws Exception {
    transport.publish(Beats.beat(7, false));
    JsonObject damaged = new JsonObject();
    damaged.addProperty("TableName", "nodes");
    damaged.add(
        "Item",
        JsonParser.parseString(
            "{\"node\": {\"S\": \"damaged\"}, \"kind\": {\"S\": \"beat\"},"
                + " \"beat\": {\"S\": \"{\"}}"));
    call.send("PutItem", damaged);

    List<PeerBeat> beats =
        transport.peers(List.of(new Plan.Peer("a", node), new Plan.Peer("b", "damaged")));

    assertEquals(List.of(new PeerBeat(node, "boot", 7)), beats);
  }

  @Test
  void readsThePlan() throws Exception {
    Plan plan = Plans.of("v1", Plans.process("httpd", List.of("sleep", "1")));
    JsonObject input = new JsonObject();
    input.addProperty("TableName", "nodes");
    JsonObject item = key("plan").getAsJsonObject("Key");
    JsonObject text = new JsonObject();
    text.addProperty("S", Json.write(plan));
    item.add("plan", text);
    input.add("Item", item);
    call.send("PutItem", input);

    assertEquals(plan, transport.plan("v1"));
  }

  @Test
  void saysThatThereIsNoPlan() {
    StoreUnavailable thrown = assertThrows(StoreUnavailable.class, () -> transport.plan("v1"));

    assertEquals("table nodes holds no plan of " + node, thrown.getMessage());
  }

  @Test
  void namesTheErrorOfARefusal() {
    DynamoDbTransport lost = new DynamoDbTransport(call, "absent", () -> node);

    Reply.Failed reply = assertInstanceOf(Reply.Failed.class, lost.publish(Beats.beat(1, false)));

    assertTrue(
        reply.detail().startsWith("UpdateItem was refused: ResourceNotFoundException: "),
        reply::detail);
  }

  @Test
  void reportsAStoreThatDoesNotAnswer() {
    URI nobody = URI.create("http://127.0.0.1:1");
    DynamoDbTransport lost =
        new DynamoDbTransport(new DynamoDbCall(nobody, "eu-central-1", LAB), "nodes", () -> node);

    Reply.Failed reply = assertInstanceOf(Reply.Failed.class, lost.publish(Beats.beat(1, false)));

    assertTrue(reply.detail().contains("UpdateItem at " + nobody), reply::detail);
  }

  private JsonObject item(String kind) throws StoreUnavailable {
    return call.send("GetItem", key(kind)).getAsJsonObject("Item");
  }

  private JsonObject key(String kind) {
    JsonObject key = new JsonObject();
    JsonObject name = new JsonObject();
    name.addProperty("S", node);
    key.add("node", name);
    JsonObject sort = new JsonObject();
    sort.addProperty("S", kind);
    key.add("kind", sort);
    JsonObject input = new JsonObject();
    input.addProperty("TableName", "nodes");
    input.add("Key", key);
    return input;
  }

  private static String text(JsonObject item, String attribute) {
    return item.getAsJsonObject(attribute).get("S").getAsString();
  }

  private static void send(String operation, String json) throws StoreUnavailable {
    call.send(operation, JsonParser.parseString(json).getAsJsonObject());
  }
}
