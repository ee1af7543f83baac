package dev.handoff.oci;

import com.google.gson.JsonObject;
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.dispatch.Dispatcher;
import dev.handoff.dispatch.EvaluationsFailed;
import dev.handoff.dispatch.EventLog;
import dev.handoff.dispatch.Survey;
import java.util.Map;

/** Answers the events of Oracle Cloud. */
record Responder(Dispatcher dispatcher) {

  /**
   * Answers one event.
   *
   * @return JSON for whoever called the function
   * @throws CloudUnavailable if the clusters cannot be listed
   * @throws EvaluationsFailed if clusters could not be evaluated; all others were. A beacon that
   *     hears of it calls again
   */
  String answer(Event event, EventLog log) {
    return switch (event) {
      case Event.Schedule _ -> dispatcher.schedule(log);
      case Event.Look look -> look(look, log);
      case Event.Operator(var asked) -> dispatcher.operate(asked, log);
      case Event.Doctor _ -> dispatcher.checkup(log);
    };
  }

  /** Messages that are no beats are nobody's, and come no better a second time. */
  private String look(Event.Look look, EventLog log) {
    for (String detail : look.unreadable()) {
      log.error("bad-record", Map.of("detail", detail));
    }
    Survey survey = dispatcher.evaluate(look.clusters(), look.trigger(), log);
    if (!survey.failures().isEmpty()) {
      throw new EvaluationsFailed(survey.failures(), look.clusters().size());
    }
    JsonObject reply = new JsonObject();
    reply.addProperty("evaluated", survey.outcomes().size());
    return reply.toString();
  }
}
