package dev.handoff.console.deployment;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.handoff.console.deployment.SignedCalls.Answer;
import dev.handoff.controller.port.Time;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** The function that operators' commands go to, by Lambda's Invoke, waiting for the answer. */
public final class OperatorFunction {

  private static final int ATTEMPTS = 4;

  private static final BackoffStrategy BACKOFF =
      BackoffStrategy.exponentialDelay(Duration.ofMillis(200), Duration.ofSeconds(2));

  private static final int TOO_MANY = 429;

  private final Deployment deployment;
  private final URI endpoint;
  private final SignedCalls calls;
  private final Time time;

  /**
   * Makes it.
   *
   * @param endpoint Lambda's, in the deployment's region
   * @param time for the pauses before a throttled call is repeated
   */
  OperatorFunction(Deployment deployment, URI endpoint, SignedCalls calls, Time time) {
    this.deployment = deployment;
    this.endpoint = endpoint;
    this.calls = calls;
    this.time = time;
  }

  /** Invokes it with an event. What was throttled was not invoked, and is tried again. */
  public Invocation invoke(String event) {
    for (int attempt = 1; ; attempt++) {
      Answer answer;
      try {
        answer =
            calls.call(
                "lambda",
                SdkHttpMethod.POST,
                endpoint.resolve("/2015-03-31/functions/" + encodedArn() + "/invocations"),
                Map.of(
                    "Content-Type", "application/json",
                    "X-Amz-Invocation-Type", "RequestResponse"),
                event);
      } catch (IOException e) {
        return unanswered(e);
      } catch (SdkException e) {
        return new Invocation.NotInvoked("no AWS credentials: " + e.getMessage(), false);
      }
      if (answer.status() != TOO_MANY || attempt == ATTEMPTS) {
        return understood(answer);
      }
      time.pause(BACKOFF.computeDelay(attempt));
    }
  }

  private String encodedArn() {
    return URLEncoder.encode(deployment.function(), StandardCharsets.UTF_8);
  }

  private Invocation unanswered(IOException e) {
    String why = "Lambda at " + endpoint + " did not answer: " + e;
    boolean unsent =
        List.of(
                ConnectException.class,
                UnknownHostException.class,
                NoRouteToHostException.class,
                SSLHandshakeException.class)
            .contains(e.getClass());
    return unsent ? new Invocation.NotInvoked(why, false) : new Invocation.Doubtful(why);
  }

  private Invocation understood(Answer answer) {
    if (answer.isSuccess()) {
      return answer.header("X-Amz-Function-Error").isEmpty()
          ? new Invocation.Answered(answer.body())
          : new Invocation.Doubtful(
              "the function ended with an error: "
                  + message(answer.body())
                  + "; its log group is /aws/lambda/"
                  + deployment.functionName());
    }
    String said = "%s [status %d]".formatted(message(answer.body()), answer.status());
    if (answer.status() >= 500) {
      return new Invocation.Doubtful("Lambda failed: " + said);
    }
    String function = deployment.function();
    String type = errorType(answer);
    return new Invocation.NotInvoked(
        switch (type) {
          case "ResourceNotFoundException" ->
              "there is no function " + function + "; was it removed or renamed? " + said;
          case "AccessDeniedException" ->
              "you may not invoke "
                  + function
                  + ": who may command has the policy "
                  + deployment.tables()
                  + "-operator; "
                  + said;
          case "TooManyRequestsException" ->
              "Lambda throttles " + function + ", try again in a moment: " + said;
          default -> "Lambda refuses to invoke " + function + ": " + said;
        },
        type.equals("AccessDeniedException"));
  }

  /**
   * Reads what Lambda knows of the function: {@code GET} of a path below {@code /2015-03-31/}.
   *
   * @throws Unknown if it does not say
   */
  public JsonObject read(String path) throws Unknown {
    try {
      Answer answer =
          calls.call(
              "lambda",
              SdkHttpMethod.GET,
              URI.create(endpoint + "/2015-03-31/" + path),
              Map.of(),
              "");
      if (answer.isSuccess() && JsonParser.parseString(answer.body()) instanceof JsonObject known) {
        return known;
      }
      String type = errorType(answer);
      throw new Unknown(
          "%s [%s, status %d]".formatted(message(answer.body()), type, answer.status()),
          type.equals("ResourceNotFoundException"),
          type.equals("AccessDeniedException"));
    } catch (IOException | JsonParseException | SdkException e) {
      throw new Unknown("Lambda at " + endpoint + ": " + e, false, false);
    }
  }

  /** Lambda did not say. */
  public static final class Unknown extends Exception {
    private final boolean missing;
    private final boolean forbidden;

    Unknown(String message, boolean missing, boolean forbidden) {
      super(message);
      this.missing = missing;
      this.forbidden = forbidden;
    }

    /** There is no such thing. */
    public boolean isMissing() {
      return missing;
    }

    /** The caller may not ask. */
    public boolean isForbidden() {
      return forbidden;
    }
  }

  /** Without what follows a colon, which is an address in the web. */
  private static String errorType(Answer answer) {
    String type = answer.header("x-amzn-ErrorType");
    int colon = type.indexOf(':');
    return colon < 0 ? type : type.substring(0, colon);
  }

  /** The message of an error of Lambda's or of the function's; all of the body if it has none. */
  private static String message(String body) {
    try {
      if (JsonParser.parseString(body) instanceof JsonObject object) {
        for (String name : List.of("errorMessage", "Message", "message")) {
          JsonElement message = object.get(name);
          if (message != null && message.isJsonPrimitive()) {
            return message.getAsString();
          }
        }
      }
    } catch (JsonParseException e) {
      // Some proxy between here and Lambda: its own words are all that there is.
    }
    return body.strip();
  }
}
