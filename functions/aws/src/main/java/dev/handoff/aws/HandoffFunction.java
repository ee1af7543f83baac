package dev.handoff.aws;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.handoff.dispatch.EventLog;
import dev.handoff.events.json.MalformedEvent;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.crac.Core;

/**
 * The Lambda function: one for the schedule, the stream of the nodes' table and operators, so that
 * the schedule keeps warm what an urgent beat needs. Its handler's name is that of this class.
 */
public final class HandoffFunction implements RequestStreamHandler {

  /** What Lambda passes on at most to a function that is waited for. */
  private static final int MAX_EVENT_BYTES = 6 << 20;

  private final Responder responder;

  /** Kept here because the context of checkpoints forgets what nobody else holds. */
  private final Rehearsal rehearsal;

  /**
   * Called by Lambda once for each process.
   *
   * @throws IllegalArgumentException if the environment is not complete, see {@link AwsSettings#of}
   */
  public HandoffFunction() {
    ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .deduceCloudEnvironment(false)
            .banner(false)
            .start();
    responder = context.getBean(Responder.class);
    rehearsal = context.getBean(Rehearsal.class);
    Core.getGlobalContext().register(rehearsal);
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    EventLog log =
        new EventLog(line -> context.getLogger().log(line + "\n"), context.getAwsRequestId());
    String json = new String(input.readNBytes(MAX_EVENT_BYTES), StandardCharsets.UTF_8);
    Event event;
    try {
      event = Event.parse(json);
    } catch (MalformedEvent e) {
      throw new IllegalArgumentException(e);
    }
    output.write(responder.answer(event, log).getBytes(StandardCharsets.UTF_8));
  }
}
