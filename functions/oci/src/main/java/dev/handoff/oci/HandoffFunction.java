package dev.handoff.oci;

import com.fnproject.fn.api.InputEvent;
import com.fnproject.fn.api.OutputEvent;
import com.fnproject.fn.api.OutputEvent.Status;
import dev.handoff.dispatch.EventLog;
import dev.handoff.events.json.MalformedEvent;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The OCI function: one for beacons, alarms, schedules and operators, so that each keeps warm what
 * the others need.
 */
public final class HandoffFunction {

  /** What Oracle passes on at most. */
  private static final int MAX_EVENT_BYTES = 6 << 20;

  private static final String JSON = "application/json";

  private final Responder responder;

  /**
   * Called by the FDK once for each container.
   *
   * @throws IllegalArgumentException if the configuration is not complete, see {@link
   *     OciSettings#of}
   */
  public HandoffFunction() {
    this(
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .deduceCloudEnvironment(false)
            .banner(false)
            .start()
            .getBean(Responder.class));
  }

  HandoffFunction(Responder responder) {
    this.responder = responder;
  }

  /**
   * Answers one call. What is thrown from here the FDK reports as the function's failure, which
   * whoever called it sees as status 502.
   */
  @SuppressWarnings("SystemOut")
  public OutputEvent handle(InputEvent input) {
    // The FDK has led System.out to where the platform keeps the function's log.
    EventLog log = new EventLog(System.out::println, input.getCallID());
    String json = input.consumeBody(HandoffFunction::read);
    Event event;
    try {
      event = Event.parse(json);
    } catch (MalformedEvent e) {
      throw new IllegalArgumentException(e);
    }
    byte[] reply = responder.answer(event, log).getBytes(StandardCharsets.UTF_8);
    return OutputEvent.fromBytes(reply, Status.Success, JSON);
  }

  private static String read(InputStream body) {
    try {
      return new String(body.readNBytes(MAX_EVENT_BYTES), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the event could not be read to its end", e);
    }
  }
}
