package dev.handoff.beacon.transport.oci;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.handoff.beacon.transport.HttpCall.Answer;
import dev.handoff.beacon.transport.StoreHttp;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Signed calls. One that is answered with 401 (NotAuthenticated) is made once more if there is
 * something to do better: a clock that was wrong, a token that the service does not know any more,
 * a signature that was used before.
 */
final class OciCall {

  private static final int NOT_AUTHENTICATED = 401;

  private final StoreHttp http;
  private final OciCredentials credentials;
  private final ServerClock clock;

  /** Whether the services take a signature more than once, as nothing says that they do not. */
  private volatile boolean repeatable = true;

  OciCall(StoreHttp http, OciCredentials credentials, ServerClock clock) {
    this.http = http;
    this.credentials = credentials;
    this.clock = clock;
  }

  ServerClock clock() {
    return clock;
  }

  /**
   * Makes a call; the answer may be a refusal.
   *
   * @throws IOException if no complete answer came, or there is nothing to sign with
   */
  Answer send(OciRequest request) throws IOException {
    return send(
        key -> http.send(request.method(), request.url(), signed(request, key), request.body()));
  }

  /**
   * The same, for calls that take longer.
   *
   * @param timeout of the connection, and again of each read
   */
  Answer send(OciRequest request, Duration timeout) throws IOException {
    return send(key ->
        http.send(request.method(), request.url(), signed(request, key), request.body(), timeout));
  }

  /**
   * Asks a question once more.
   *
   * @param headers that are sent but not signed
   * @throws IOException if no complete answer came, or there is nothing to sign with
   */
  Answer ask(RepeatedGet question, Map<String, String> headers) throws IOException {
    return send(key -> {
      if (!repeatable) {
        question.forget();
      }
      RepeatedGet.Signed before = question.last();
      RepeatedGet.Signed used = question.signed(key, clock.instant());
      Answer answer = get(question, used, headers);
      if (answer.status() != NOT_AUTHENTICATED || !used.equals(before)) {
        return answer;
      }
      question.forget();
      Answer second = get(question, question.signed(key, clock.instant()), headers);
      repeatable = second.status() == NOT_AUTHENTICATED;
      return second;
    });
  }

  /** In a service's own words, for example {@code 404 BucketNotFound: there is no bucket 'b'}. */
  static String refusal(Answer answer) {
    String id = answer.header("opc-request-id");
    String code = code(answer);
    return answer.status()
        + (code.isEmpty() ? "" : " " + code + ": " + text(answer, "message"))
        + (id == null ? "" : " (opc-request-id " + id + ")");
  }

  /** The error's name, for example {@code ObjectNotFound}; empty: it has none. */
  static String code(Answer answer) {
    return text(answer, "code");
  }

  private interface Attempt {
    Answer by(SigningKey key) throws IOException;
  }

  private Answer send(Attempt attempt) throws IOException {
    SigningKey key = credentials.get();
    Answer answer = attempt.by(key);
    boolean wasWrong = clock.hear(answer.header("date"));
    if (answer.status() == NOT_AUTHENTICATED && (wasWrong || credentials.refused(key))) {
      return attempt.by(credentials.get());
    }
    return answer;
  }

  private Answer get(RepeatedGet question, RepeatedGet.Signed signed, Map<String, String> unsigned)
      throws IOException {
    return http.send("GET", question.request().url(), all(signed.headers(), unsigned), "");
  }

  private Map<String, List<String>> signed(OciRequest request, SigningKey key) {
    return all(RequestSignature.headers(request, key, clock.instant()), request.headers());
  }

  private static Map<String, List<String>> all(
      Map<String, List<String>> signed, Map<String, String> unsigned) {
    Map<String, List<String>> headers = new LinkedHashMap<>(signed);
    unsigned.forEach((name, value) -> headers.put(name, List.of(value)));
    return headers;
  }

  private static String text(Answer answer, String name) {
    try {
      JsonElement body = JsonParser.parseString(answer.body());
      JsonElement value = body instanceof JsonObject object ? object.get(name) : null;
      return value == null || !value.isJsonPrimitive() ? "" : value.getAsString();
    } catch (JsonParseException _) {
      return ""; // A proxy's page, perhaps; the status says enough.
    }
  }
}
