package dev.handoff.oci.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.oracle.bmc.model.BmcException;
import com.oracle.bmc.streaming.model.CreateStreamDetails;
import com.oracle.bmc.streaming.requests.CreateStreamRequest;
import com.oracle.bmc.streaming.requests.GetStreamRequest;
import dev.handoff.oci.OciClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The server's own part, seen through the SDK's clients; a stream's name tells who called. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalOciTest {

  private final LocalOci oci = LocalOci.start(LocalOciTest::echo);
  private final Principal user = oci.user("somebody");
  private final OciClients clients = oci.clients("handoff", user);

  @BeforeEach
  void healthy() {
    oci.faults().heal();
    oci.policy(LocalOciTest::all);
    oci.clock(InstantSource.system());
  }

  @AfterEach
  void knownAgain() {
    oci.key(user.keyId(), user.publicKey(), user.ocid());
  }

  @AfterAll
  void close() {
    clients.close();
    oci.close();
  }

  private static boolean all(OciRequest request) {
    return true;
  }

  private static Optional<OciReply> echo(OciRequest request) {
    return request.is("GET", "20180418", "streams", "*")
            || request.is("POST", "20180418", "streams")
        ? Optional.of(OciReply.json(200, Map.of("name", request.caller())))
        : Optional.empty();
  }

  @Test
  void theSignatureTellsWhoCalls() {
    assertEquals(user.ocid(), get());
  }

  @Test
  void aBodyIsSignedToo() {
    assertEquals(user.ocid(), post());
  }

  @Test
  void aKeyThatNobodyHasIsRefused() {
    oci.revoke(user.keyId());

    assertRefused(401, "NotAuthenticated");
  }

  @Test
  void anothersKeyUnderOnesNameIsRefused() {
    oci.key(user.keyId(), Principal.named("another").publicKey(), user.ocid());

    assertRefused(401, "NotAuthenticated");
  }

  @Test
  void aDateMoreThanFiveMinutesOffIsRefused() {
    for (int seconds : new int[] {-310, 310}) {
      Instant shifted = Instant.now().plusSeconds(seconds);
      oci.clock(() -> shifted);

      assertRefused(401, "NotAuthenticated");
    }
    Instant near = Instant.now().plusSeconds(280);
    oci.clock(() -> near);
    assertEquals(user.ocid(), get());
  }

  @Test
  void whoDoesNotSignIsRefused() throws Exception {
    HttpRequest.Builder get =
        HttpRequest.newBuilder(URI.create(oci.endpoint() + "/20180418/streams/ocid1.stream.x"));

    assertEquals(401, status(get.build()));
    assertEquals(401, status(get.header("Authorization", "Signature version=\"1\"").build()));
  }

  @Test
  void aSignatureOfAnotherBodyIsRefused() throws Exception {
    post();
    OciRequest signed = oci.faults().calls(LocalOciTest::all).getFirst();
    HttpRequest.Builder replay =
        HttpRequest.newBuilder(oci.endpoint().resolve(signed.target()))
            .POST(HttpRequest.BodyPublishers.ofByteArray(signed.body()));
    List.of("authorization", "date", "x-content-sha256", "content-type")
        .forEach(name -> replay.header(name, signed.header(name).orElseThrow()));
    byte[] tampered = signed.body().clone();
    tampered[tampered.length - 2] ^= 1;

    assertEquals(200, status(replay.build()));
    assertEquals(
        401, status(replay.POST(HttpRequest.BodyPublishers.ofByteArray(tampered)).build()));
  }

  @Test
  void whatThePolicyForbidsLooksAsIfItWereNotThere() {
    oci.policy(request -> false);

    assertRefused(404, "NotAuthorizedOrNotFound");
  }

  @Test
  void aCallThatGoesWrongIsNotRepeatedByTheSdkOrItsTransport() {
    for (Fault fault :
        List.of(
            Fault.THROTTLE, Fault.SERVER_ERROR, Fault.UNAVAILABLE, Fault.LOSE_REPLY, Fault.CUT)) {
      oci.faults().heal();
      get();
      oci.faults().heal();
      oci.faults().next(LocalOciTest::all, fault);

      assertThrows(BmcException.class, this::get, fault.toString());
      assertEquals(1, oci.faults().calls(LocalOciTest::all).size(), fault.toString());
    }
  }

  @Test
  void manyFailuresDoNotStopLaterCalls() {
    oci.faults().always(LocalOciTest::all, Fault.SERVER_ERROR);
    for (int i = 0; i < 30; i++) {
      assertThrows(BmcException.class, this::get);
    }
    oci.faults().heal();

    assertEquals(user.ocid(), get());
  }

  @Test
  void anErrorCarriesItsRequestId() {
    oci.faults().next(LocalOciTest::all, Fault.CONFLICT);

    BmcException refused = assertThrows(BmcException.class, this::get);

    assertEquals(409, refused.getStatusCode());
    assertEquals("IncorrectState", refused.getServiceCode());
    assertFalse(refused.getOpcRequestId().isEmpty());
  }

  @Test
  void aListComesInPages() {
    List<Integer> all = List.of(1, 2, 3, 4, 5);
    OciReply first = Pages.of(asking("/x?limit=3"), all);
    String next = String.valueOf(first.headers().get("opc-next-page"));
    OciReply second = Pages.of(asking("/x?limit=3&page=" + next), all);

    assertEquals("[1,2,3]", new String(first.body(), StandardCharsets.UTF_8));
    assertEquals("[4,5]", new String(second.body(), StandardCharsets.UTF_8));
    assertFalse(second.headers().containsKey("opc-next-page"));
    assertThrows(OciRefusal.class, () -> Pages.of(asking("/x?page=none"), all));
    assertThrows(OciRefusal.class, () -> Pages.of(asking("/x?limit=0"), all));
  }

  @Test
  void aChangeIsHeldAgainstTheEtag() {
    OciRequest change =
        new OciRequest("PUT", URI.create("/x"), Map.of("if-match", "e1"), new byte[0], "");

    Preconditions.ifMatch(change, "e1");
    OciRefusal refused = assertThrows(OciRefusal.class, () -> Preconditions.ifMatch(change, "e2"));
    assertEquals(412, refused.reply().status());
    assertTrue(Preconditions.matches("*", "e2"));
    assertFalse(Preconditions.matches("*", null));
  }

  private static OciRequest asking(String target) {
    return new OciRequest("GET", URI.create(target), Map.of(), new byte[0], "");
  }

  private String get() {
    return clients
        .streamAdmin()
        .getStream(GetStreamRequest.builder().streamId("ocid1.stream.x").build())
        .getStream()
        .getName();
  }

  private String post() {
    return clients
        .streamAdmin()
        .createStream(
            CreateStreamRequest.builder()
                .createStreamDetails(CreateStreamDetails.builder().name("s").partitions(1).build())
                .build())
        .getStream()
        .getName();
  }

  private void assertRefused(int status, String code) {
    BmcException refused = assertThrows(BmcException.class, this::get);
    assertEquals(status, refused.getStatusCode());
    assertEquals(code, refused.getServiceCode());
  }

  private static int status(HttpRequest request) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }
}
