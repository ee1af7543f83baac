package dev.handoff.beacon.transport.oci;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.handoff.beacon.transport.HttpCall.Answer;
import dev.handoff.beacon.transport.StoreUnavailable;
import dev.handoff.events.Beat;
import dev.handoff.events.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The stream that this node alone may write to. */
final class OwnStream {

  private final OciCall call;
  private final URI url;

  /**
   * @param url of the stream, below which its messages are
   */
  OwnStream(OciCall call, URI url) {
    this.call = call;
    this.url = URI.create(url + "/messages");
  }

  /**
   * Appends a beat.
   *
   * @throws StoreUnavailable if it was refused, or it is not known whether it is there
   */
  void append(Beat beat) throws StoreUnavailable {
    JsonObject message = new JsonObject();
    message.addProperty("key", base64(beat.node()));
    message.addProperty("value", base64(Json.write(beat)));
    JsonArray messages = new JsonArray();
    messages.add(message);
    JsonObject input = new JsonObject();
    input.add("messages", messages);
    try {
      Answer answer = call.send(OciRequest.post(url, input.toString()));
      if (!answer.isOk()) {
        throw new StoreUnavailable("PutMessages was refused: " + OciCall.refusal(answer));
      }
      checkEach(JsonParser.parseString(answer.body()).getAsJsonObject());
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new StoreUnavailable("PutMessages at " + url + ": " + e, e);
    }
  }

  /** The answer is 200 even if the one message of the request was not taken. */
  private static void checkEach(JsonObject output) throws StoreUnavailable {
    JsonArray entries = output.getAsJsonArray("entries");
    if (entries == null || entries.isEmpty()) {
      throw new StoreUnavailable("PutMessages does not say what became of the beat");
    }
    JsonObject entry = entries.get(0).getAsJsonObject();
    if (isThere(entry.get("error")) || !isThere(entry.get("offset"))) {
      throw new StoreUnavailable(
          "PutMessages did not take the beat: %s: %s"
              .formatted(text(entry.get("error")), text(entry.get("errorMessage"))));
    }
  }

  private static boolean isThere(JsonElement element) {
    return element != null && !element.isJsonNull();
  }

  private static String text(JsonElement element) {
    return isThere(element) ? element.getAsString() : "no reason given";
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
