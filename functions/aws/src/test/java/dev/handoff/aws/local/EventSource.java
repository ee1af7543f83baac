package dev.handoff.aws.local;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.aws.local.LambdaRuntimeApi.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Lambda does between a stream and its function: it hands over a batch, repeats what has
 * failed, gives up in the end, and tells the queue of what failed. Written from Lambda's
 * documentation, because no local server does it; with the settings of the SAM template. Records
 * keep their order; how old they are does not matter here.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-ddb-batchfailurereporting.html">what
 *     a function may report</a>
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/services-dynamodb-errors.html">what
 *     becomes of records that are given up</a>
 */
public final class EventSource {

  /**
   * How much is repeated.
   *
   * @param repeats of a batch, after the first attempt
   * @param bisects a batch for which the function ends with an error is repeated in halves, which
   *     does not count as a repeat
   */
  public record Patience(int repeats, boolean bisects) {

    private static final Pattern OF_BEATS =
        Pattern.compile(
            "UrgentBeats:.*?MaximumRetryAttempts: (\\d+).*?BisectBatchOnFunctionError: (\\w+)",
            Pattern.DOTALL);

    /**
     * That of the SAM template.
     *
     * @throws IOException if the template cannot be read
     * @throws IllegalStateException if it is not in there
     */
    public static Patience ofTemplate() throws IOException {
      Matcher found = OF_BEATS.matcher(Files.readString(StreamFilter.TEMPLATE));
      if (!found.find()) {
        throw new IllegalStateException(StreamFilter.TEMPLATE + " does not say what is repeated");
      }
      return new Patience(Integer.parseInt(found.group(1)), Boolean.parseBoolean(found.group(2)));
    }
  }

  private final Function<String, Answer> function;
  private final Patience patience;
  private final Predicate<String> queue;
  private int undelivered;

  /**
   * Makes one.
   *
   * @param function answers an event
   * @param queue takes a message about what was given up; false: it refuses
   */
  public EventSource(
      Function<String, Answer> function, Patience patience, Predicate<String> queue) {
    this.function = function;
    this.patience = patience;
    this.queue = queue;
  }

  /** Hands over an event of the stream, and does not come back before it is done or given up. */
  public void deliver(String event) {
    List<JsonElement> records =
        JsonParser.parseString(event).getAsJsonObject().getAsJsonArray("Records").asList();
    deliver(records, 0);
  }

  private void deliver(List<JsonElement> batch, int repeated) {
    Answer answer = function.apply(event(batch));
    int done = answer.failed() ? 0 : done(answer, batch);
    List<JsonElement> rest = batch.subList(done, batch.size());
    if (rest.isEmpty()) {
      return;
    }
    if (answer.failed() && patience.bisects() && batch.size() > 1) {
      int half = batch.size() / 2;
      deliver(batch.subList(0, half), repeated);
      deliver(batch.subList(half, batch.size()), repeated);
    } else if (repeated < patience.repeats()) {
      deliver(rest, repeated + 1);
    } else {
      giveUp(rest, repeated + 1);
    }
  }

  /** How many records count as done: those before the first that is reported as failed. */
  private static int done(Answer answer, List<JsonElement> batch) {
    Set<String> failed = new TreeSet<>();
    JsonParser.parseString(answer.body())
        .getAsJsonObject()
        .getAsJsonArray("batchItemFailures")
        .forEach(item -> failed.add(item.getAsJsonObject().get("itemIdentifier").getAsString()));
    if (failed.contains("")) {
      return 0;
    }
    List<String> numbers = batch.stream().map(EventSource::sequenceNumber).toList();
    return failed.stream().mapToInt(numbers::indexOf).min().orElse(batch.size());
  }

  private void giveUp(List<JsonElement> batch, int attempts) {
    JsonObject request = new JsonObject();
    request.addProperty("condition", "RetryAttemptsExhausted");
    request.addProperty("approximateInvokeCount", attempts);
    JsonObject which = new JsonObject();
    which.addProperty("startSequenceNumber", sequenceNumber(batch.getFirst()));
    which.addProperty("endSequenceNumber", sequenceNumber(batch.getLast()));
    which.addProperty("batchSize", batch.size());
    JsonObject message = new JsonObject();
    message.add("requestContext", request);
    message.add("DDBStreamBatchInfo", which);
    if (!queue.test(message.toString())) {
      undelivered++;
    }
  }

  /** What the queue has not taken: Lambda's metric {@code DestinationDeliveryFailures}. */
  public int undelivered() {
    return undelivered;
  }

  private static String event(List<JsonElement> records) {
    JsonArray array = new JsonArray();
    records.forEach(array::add);
    JsonObject event = new JsonObject();
    event.add("Records", array);
    return event.toString();
  }

  private static String sequenceNumber(JsonElement record) {
    return record.getAsJsonObject().getAsJsonObject("dynamodb").get("SequenceNumber").getAsString();
  }
}
