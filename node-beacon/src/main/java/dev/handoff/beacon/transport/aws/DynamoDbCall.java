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
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/** One call of DynamoDB's JSON protocol, signed with the SDK's signer. */
final class DynamoDbCall {

  private final URI endpoint;
  private final String region;
  private final Credentials credentials;
  private final StoreHttp http;
  private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();

  DynamoDbCall(URI endpoint, String region, Credentials credentials) {
    this(endpoint, region, credentials, List.of());
  }

  /**
   * @param interfaces by which calls are tried, in order; none: as the machine's routing has it
   */
  DynamoDbCall(URI endpoint, String region, Credentials credentials, List<String> interfaces) {
    this.endpoint = endpoint;
    this.region = region;
    this.credentials = credentials;
    this.http = new StoreHttp(interfaces);
  }

  /**
   * Makes a call.
   *
   * @throws StoreUnavailable if it was refused, or it is not known whether it was carried out
   */
  JsonObject send(String operation, JsonObject input) throws StoreUnavailable {
    try {
      String body = input.toString();
      SignedRequest signed = sign(operation, body, credentials.get());
      Answer answer = http.send("POST", endpoint(), signed.request().headers(), body);
      JsonObject output = JsonParser.parseString(answer.body()).getAsJsonObject();
      if (!answer.isOk()) {
        throw new StoreUnavailable(operation + " was refused: " + refusal(output));
      }
      return output;
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw new StoreUnavailable(operation + " at " + endpoint + ": " + e, e);
    }
  }

  private SignedRequest sign(String operation, String body, AwsCredentialsIdentity identity) {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.POST)
            .uri(endpoint())
            .putHeader("Content-Type", "application/x-amz-json-1.0")
            .putHeader("X-Amz-Target", "DynamoDB_20120810." + operation)
            .build();
    ContentStreamProvider payload =
        ContentStreamProvider.fromByteArray(body.getBytes(StandardCharsets.UTF_8));
    return signer.sign(r ->
        r.identity(identity)
            .request(request)
            .payload(payload)
            .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "dynamodb")
            .putProperty(AwsV4HttpSigner.REGION_NAME, region));
  }

  private URI endpoint() {
    return endpoint.getPath().isEmpty() ? endpoint.resolve("/") : endpoint;
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
