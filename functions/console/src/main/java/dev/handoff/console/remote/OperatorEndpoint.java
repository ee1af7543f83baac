package dev.handoff.console.remote;

import dev.handoff.console.lab.Lab;
import dev.handoff.console.lab.cloud.LoopbackServer;
import dev.handoff.console.lab.cloud.LoopbackServer.Reply;
import dev.handoff.console.lab.cloud.LoopbackServer.Request;
import dev.handoff.controller.Operator;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** Lets other processes of this user talk to the lab. */
public final class OperatorEndpoint {

  /**
   * What is posted to have a command carried out.
   *
   * @param by who asks
   */
  record Asked(String by, OperatorCommand command) {}

  static final int REFUSED = 409;
  static final int UNAVAILABLE = 503;
  private static final int MOST_ENTRIES = 1_000;

  private final Lab lab;
  private final String token;

  private OperatorEndpoint(Lab lab, String token) {
    this.lab = lab;
    this.token = token;
  }

  /** Answers from now on, for callers with that token. */
  public static void open(LoopbackServer server, Lab lab, String token) {
    OperatorEndpoint endpoint = new OperatorEndpoint(lab, token);
    server.handle("/operator", request -> endpoint.ifTrusted(request, endpoint::operate));
    server.handle("/status", request -> endpoint.ifTrusted(request, endpoint::status));
    server.handle("/explain", request -> endpoint.ifTrusted(request, endpoint::explain));
    server.handle("/history", request -> endpoint.ifTrusted(request, endpoint::history));
    server.handle("/pulse", request -> endpoint.ifTrusted(request, endpoint::pulse));
    server.handle("/record", request -> endpoint.ifTrusted(request, endpoint::record));
  }

  private Reply ifTrusted(Request request, java.util.function.Function<Request, Reply> handler) {
    boolean trusted =
        MessageDigest.isEqual(
            token.getBytes(StandardCharsets.US_ASCII),
            request.token().getBytes(StandardCharsets.UTF_8));
    return trusted ? handler.apply(request) : Reply.refused(403, "not with this token");
  }

  private Reply operate(Request request) {
    Asked asked;
    try {
      asked = Json.read(request.body(), Asked.class);
    } catch (MalformedEvent e) {
      return Reply.refused(400, String.valueOf(e.getMessage()));
    }
    return switch (lab.operate(asked.command(), asked.by())) {
      case Operator.Reply.Done done -> Reply.json(Json.write(done.message()));
      case Operator.Reply.Refused refused -> Reply.refused(REFUSED, refused.why());
      case Operator.Reply.Unavailable no -> Reply.refused(UNAVAILABLE, no.why());
    };
  }

  private Reply status(Request request) {
    return lab.view().map(view -> Reply.json(Json.write(view))).orElseGet(this::gone);
  }

  private Reply gone() {
    return Reply.refused(REFUSED, "there is no cluster " + lab.spec().cluster() + " any more");
  }

  private Reply pulse(Request request) {
    return lab.pulse().map(pulse -> Reply.json(Json.write(pulse))).orElseGet(this::gone);
  }

  private Reply record(Request request) {
    return lab.record().map(record -> Reply.json(Json.write(record))).orElseGet(this::gone);
  }

  private Reply explain(Request request) {
    String group = request.path();
    return lab.explain(group)
        .map(answer -> Reply.json(Json.write(answer)))
        .orElse(Reply.refused(REFUSED, "there is no group or resource '" + group + "'"));
  }

  private Reply history(Request request) {
    int limit;
    try {
      limit = Math.clamp(Integer.parseInt(request.path()), 1, MOST_ENTRIES);
    } catch (NumberFormatException e) {
      return Reply.refused(400, "how many entries? /history/NUMBER");
    }
    return Reply.json(Json.write(lab.journal(limit)));
  }
}
