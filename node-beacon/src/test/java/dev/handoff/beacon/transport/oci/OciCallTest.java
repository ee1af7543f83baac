package dev.handoff.beacon.transport.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.transport.HttpCall.Answer;
import dev.handoff.beacon.transport.StoreHttp;
import dev.handoff.beacon.transport.oci.PlayedOci.Call;
import dev.handoff.beacon.transport.oci.PlayedOci.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OciCallTest {

  private static final Duration SKEW = Duration.ofMinutes(20);

  private static final String MESSAGE = "{\"messages\": [{\"value\": \"\"}]}";

  private PlayedOci oci;
  private RepeatedGet question;

  @BeforeEach
  void opensTheCloud() throws IOException {
    oci = new PlayedOci();
    oci.put("x", "content");
    question = new RepeatedGet(oci.object("x"));
  }

  @AfterEach
  void closesTheCloud() {
    oci.close();
  }

  @Test
  void aRepeatedQuestionIsSignedOnce() throws Exception {
    OciCall call = oci.call();

    call.ask(question, Map.of());
    call.ask(question, Map.of());

    assertEquals(1, signatures().distinct().count());
    assertEquals(2, signatures().count());
  }

  @Test
  void itIsSignedAnewAfterAWhile() throws Exception {
    Instant[] now = {Instant.now()};
    OciCall call = oci.call(() -> now[0]);
    call.ask(question, Map.of());
    // The service's answer sets the clock; what counts is how far this one has gone on.
    now[0] = now[0].plus(RepeatedGet.LASTS);

    call.ask(question, Map.of());

    assertEquals(2, signatures().distinct().count());
  }

  @Test
  void aServiceThatTakesASignatureOnceIsNotAskedTwiceWithIt() throws Exception {
    oci.wantFreshSignatures();
    Instant[] now = {Instant.now()};
    OciCall call = oci.call(() -> now[0]);
    call.ask(question, Map.of());
    now[0] = now[0].plusSeconds(1); // A date has whole seconds, and RSA signs the same alike.

    assertEquals(200, call.ask(question, Map.of()).status());
    assertEquals(3, oci.calls("GET", "/o/x").size());
    now[0] = now[0].plusSeconds(1);

    assertEquals(200, call.ask(question, Map.of()).status());
    assertEquals(4, oci.calls("GET", "/o/x").size());
  }

  @Test
  void aWrongClockIsSetByTheAnswerThatRefusesIt() throws Exception {
    InstantSource wrong = () -> Instant.now().minus(SKEW);
    oci.fault(1, call -> true, Reply.error(401, "NotAuthenticated"));
    OciCall call = oci.call(wrong);

    Answer answer = call.send(OciRequest.post(oci.stream("s/messages"), MESSAGE));

    assertEquals(200, answer.status());
    List<Call> calls = oci.calls("POST", "messages");
    assertNotEquals(calls.getFirst().header("date"), calls.getLast().header("date"));
    assertTrue(Duration.between(Instant.now(), call.clock().instant()).abs().compareTo(SKEW) < 0);
  }

  @Test
  void aKeyThatIsRefusedIsReplacedWhereThereIsABetterOne() throws Exception {
    SigningKey better = new SigningKey("better", PlayedOci.KEYS.getPrivate());
    SigningKey[] current = {PlayedOci.KEY};
    OciCredentials credentials =
        new OciCredentials() {
          @Override
          public SigningKey get() {
            return current[0];
          }

          @Override
          public boolean refused(SigningKey key) {
            current[0] = better;
            return true;
          }
        };
    oci.fault(
        9,
        call -> call.header("authorization").contains(PlayedOci.KEY.id()),
        Reply.error(401, "NotAuthenticated"));
    OciCall call =
        new OciCall(new StoreHttp(List.of()), credentials, new ServerClock(InstantSource.system()));

    assertEquals(200, call.send(OciRequest.get(oci.object("x"))).status());
    assertEquals(200, call.ask(question, Map.of()).status());
  }

  @Test
  void aRefusalIsToldInTheServicesWords() throws Exception {
    oci.fault(
        1,
        call -> true,
        new Reply(
            429,
            "{\"code\": \"TooManyRequests\", \"message\": \"slow down\"}",
            Map.of("opc-request-id", "4711")));
    oci.fault(1, call -> true, new Reply(502, "<html>bad gateway</html>", Map.of()));
    OciCall call = oci.call();

    Answer throttled = call.send(OciRequest.get(oci.object("x")));
    Answer proxy = call.send(OciRequest.get(oci.object("x")));

    assertEquals(
        "429 TooManyRequests: slow down (opc-request-id 4711)", OciCall.refusal(throttled));
    assertEquals("502", OciCall.refusal(proxy));
  }

  private Stream<String> signatures() {
    return oci.calls("GET", "/o/x").stream().map(call -> call.header("authorization"));
  }
}
