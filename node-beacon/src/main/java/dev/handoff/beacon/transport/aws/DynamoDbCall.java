package dev.handoff.beacon.transport.aws;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.handoff.beacon.transport.HttpCall.Answer;
import dev.handoff.beacon.transport.StoreHttp;
import dev.handoff.beacon.transport.StoreUnavailable;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** One call of DynamoDB's JSON protocol. */
final class DynamoDbCall {

  private static final String PROTOCOL = "DynamoDB_20120810.";

  private final URI endpoint;
  private final URI url;
  private final Credentials credentials;
  private final StoreHttp http;
  private final SignatureV4 signature;

  DynamoDbCall(URI endpoint, String region, Credentials credentials) {
    this(endpoint, region, credentials, List.of());
  }

  /**
   * @param interfaces by which calls are tried, in order; none: as the machine's routing has it
   */
  DynamoDbCall(URI endpoint, String region, Credentials credentials, List<String> interfaces) {
    this.endpoint = endpoint;
    this.url = endpoint.getPath().isEmpty() ? endpoint.resolve("/") : endpoint;
    this.credentials = credentials;
    this.http = new StoreHttp(interfaces);
    this.signature = new SignatureV4(region);
  }

  /**
   * Makes a call.
   *
   * @throws StoreUnavailable if it was refused, or it is not known whether it was carried out
   */
  JsonObject send(String operation, JsonObject input) throws StoreUnavailable {
    try {
      String body = input.toString();
      Map<String, List<String>> signed =
          signature.headers(url, PROTOCOL + operation, body, credentials.get(), Instant.now());
      Answer answer = http.send("POST", url, signed, body);
      JsonObject output = JsonParser.parseString(answer.body()).getAsJsonObject();
      if (!answer.isOk()) {
        throw new StoreUnavailable(operation + " was refused: " + refusal(output));
      }
      return output;
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new StoreUnavailable(operation + " at " + endpoint + ": " + e, e);
    }
  }

  /** For example {@code ProvisionedThroughputExceededException: slow down}. */
  private static String refusal(JsonObject output) {
    String type = text(output, "__type");
    String message = text(output, "message") + text(output, "Message");
    return type.substring(type.indexOf('#') + 1) + ": " + message;
  }

  private static String text(JsonObject object, String name) {
    JsonElement element = object.get(name);
    return element == null || !element.isJsonPrimitive() ? "" : element.getAsString();
  }
}
