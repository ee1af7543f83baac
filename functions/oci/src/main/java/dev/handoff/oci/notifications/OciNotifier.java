package dev.handoff.oci.notifications;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.oracle.bmc.model.BmcException;
import com.oracle.bmc.ons.NotificationDataPlane;
import com.oracle.bmc.ons.model.MessageDetails;
import com.oracle.bmc.ons.requests.PublishMessageRequest;
import dev.handoff.controller.port.Notifier;
import dev.handoff.events.Alert;
import java.nio.charset.StandardCharsets;

/**
 * Publishes an alert once for all subscribers. Notifications carries one body for all of them, and
 * no attributes: so the text for people comes first, and its last line is the alert for machines,
 * one JSON object with {@code id}, {@code attributes} and {@code entry}.
 */
public final class OciNotifier implements Notifier {

  /** Bytes of one request, body and title; somewhat less than the 64 KB that the service takes. */
  static final int MOST_BYTES = 60_000;

  private static final int NOT_AUTHENTICATED = 401;
  private static final int THROTTLED = 429;
  private static final String CUT = "\n[…] cut: the whole alert is in 'handoff history'";

  private final NotificationDataPlane client;

  public OciNotifier(NotificationDataPlane client) {
    this.client = client;
  }

  @Override
  public Delivery send(String topic, Alert alert) {
    PublishMessageRequest publish =
        PublishMessageRequest.builder()
            .topicId(topic)
            .messageDetails(
                MessageDetails.builder().title(alert.subject()).body(body(alert)).build())
            .messageType(PublishMessageRequest.MessageType.RawText)
            .build();
    try {
      client.publishMessage(publish);
      return new Delivery.Delivered();
    } catch (BmcException e) {
      String sentence =
          "alert %s to %s: %s %s [status %d, request %s]"
              .formatted(
                  alert.id(),
                  topic,
                  e.getServiceCode(),
                  e.getUnmodifiedMessage(),
                  e.getStatusCode(),
                  e.getOpcRequestId());
      return isForGood(e) ? new Delivery.Refused(sentence) : new Delivery.Failed(sentence);
    }
  }

  /** A clock that is wrong and a full minute pass; a topic that is gone does not come back. */
  private static boolean isForGood(BmcException e) {
    int status = e.getStatusCode();
    return !e.isClientSide()
        && status >= 400
        && status < 500
        && status != NOT_AUTHENTICATED
        && status != THROTTLED;
  }

  /** The text for people, a blank line, and one line for machines. */
  static String body(Alert alert) {
    String machines = machines(alert);
    int left = MOST_BYTES - bytes(machines) - Alert.LONGEST_SUBJECT - bytes(CUT);
    String text = alert.text().strip();
    return (bytes(text) <= left ? text : cut(text, Math.max(0, left)) + CUT) + "\n\n" + machines;
  }

  private static String machines(Alert alert) {
    JsonObject attributes = new JsonObject();
    alert.attributes().forEach(attributes::addProperty);
    JsonObject line = new JsonObject();
    line.addProperty("id", alert.id());
    line.add("attributes", attributes);
    line.add("entry", entry(alert.json()));
    return new Gson().toJson(line);
  }

  /** What is no JSON of its own goes as a text. */
  private static JsonElement entry(String json) {
    try {
      return JsonParser.parseString(json);
    } catch (JsonParseException e) {
      return new JsonPrimitive(json);
    }
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** The longest beginning of whole characters that fits. */
  private static String cut(String text, int most) {
    int end = Math.min(text.length(), most);
    while (bytes(text.substring(0, end)) > most) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end);
  }
}
