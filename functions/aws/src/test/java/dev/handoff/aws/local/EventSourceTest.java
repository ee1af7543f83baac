package dev.handoff.aws.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.aws.local.EventSource.Patience;
import dev.handoff.aws.local.LambdaRuntimeApi.Answer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Batches of the records 1, 2 and so on, for a function whose answers are given. */
class EventSourceTest {

  private static final Answer ALL_DONE = failed();
  private static final Answer ERROR = new Answer("{\"errorMessage\": \"no\"}", true);

  private final Deque<Answer> answers = new ArrayDeque<>();
  private final List<String> handedOver = new ArrayList<>();
  private final List<String> queue = new ArrayList<>();

  @Test
  void whatIsDoneIsNotRepeated() {
    deliver(3, ALL_DONE);

    assertEquals(List.of("1 2 3"), handedOver);
    assertEquals(List.of(), queue);
  }

  @Test
  void theFirstThatFailedIsRepeatedWithAllThatFollow() {
    deliver(4, failed(3, 2), ALL_DONE);

    assertEquals(List.of("1 2 3 4", "2 3 4"), handedOver);
    assertEquals(List.of(), queue);
  }

  @Test
  void aRecordWithoutANumberFailsAll() {
    Answer nameless = new Answer("{\"batchItemFailures\":[{\"itemIdentifier\":\"\"}]}", false);

    deliver(2, nameless, ALL_DONE);

    assertEquals(List.of("1 2", "1 2"), handedOver);
  }

  @Test
  void whatFailsToTheEndIsToldToTheQueue() {
    deliver(2, failed(2), failed(2), failed(2), failed(2));

    assertEquals(List.of("1 2", "2", "2", "2"), handedOver);
    JsonObject message = JsonParser.parseString(queue.getFirst()).getAsJsonObject();
    assertEquals(
        "{\"startSequenceNumber\":\"2\",\"endSequenceNumber\":\"2\",\"batchSize\":1}",
        message.get("DDBStreamBatchInfo").toString());
    assertEquals(1, queue.size());
  }

  @Test
  void anErrorSplitsTheBatchWhichIsNoRepeat() {
    deliver(2, ERROR, ALL_DONE, ERROR, ERROR, ERROR, ERROR);

    assertEquals(List.of("1 2", "1", "2", "2", "2", "2"), handedOver);
    assertEquals(1, queue.size());
  }

  @Test
  void whatTheQueueRefusesIsCounted() {
    EventSource source = source(new Patience(0, true), false);
    answers.add(failed(1));

    source.deliver(event(1));

    assertEquals(1, source.undelivered());
  }

  @Test
  void itsPatienceIsThatOfTheTemplate() throws Exception {
    assertEquals(new Patience(3, true), Patience.ofTemplate());
  }

  private void deliver(int records, Answer... given) {
    answers.addAll(List.of(given));
    source(new Patience(3, true), true).deliver(event(records));
    assertEquals(List.of(), List.copyOf(answers));
  }

  private EventSource source(Patience patience, boolean open) {
    return new EventSource(
        event -> {
          handedOver.add(numbers(event));
          if (answers.isEmpty()) {
            throw new IllegalStateException("asked once more for " + numbers(event));
          }
          return answers.removeFirst();
        },
        patience,
        message -> open && queue.add(message));
  }

  private static String event(int records) {
    return IntStream.rangeClosed(1, records)
        .mapToObj(number -> "{\"dynamodb\": {\"SequenceNumber\": \"" + number + "\"}}")
        .collect(Collectors.joining(",", "{\"Records\": [", "]}"));
  }

  private static String numbers(String event) {
    return StreamSupport.stream(
            JsonParser.parseString(event).getAsJsonObject().getAsJsonArray("Records").spliterator(),
            false)
        .map(JsonElement::getAsJsonObject)
        .map(record -> record.getAsJsonObject("dynamodb").get("SequenceNumber").getAsString())
        .collect(Collectors.joining(" "));
  }

  private static Answer failed(int... numbers) {
    return new Answer(
        IntStream.of(numbers)
            .mapToObj(number -> "{\"itemIdentifier\":\"" + number + "\"}")
            .collect(Collectors.joining(",", "{\"batchItemFailures\":[", "]}")),
        false);
  }
}
