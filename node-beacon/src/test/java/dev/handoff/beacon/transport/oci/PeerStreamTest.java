package dev.handoff.beacon.transport.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.loop.PeerBeat;
import dev.handoff.beacon.transport.Beats;
import dev.handoff.beacon.transport.StoreUnavailable;
import dev.handoff.beacon.transport.oci.PlayedOci.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PeerStreamTest {

  private static final String STREAM = "ocid1.stream.oc1.b";

  private PlayedOci oci;
  private long nanos;
  private PeerStream peer;

  @BeforeEach
  void opensTheCloud() throws IOException {
    oci = new PlayedOci();
    oci.messages(STREAM);
    peer = stream();
  }

  @AfterEach
  void closesTheCloud() {
    oci.close();
  }

  @Test
  void findsTheNewestBeatOfSome() throws Exception {
    beats(1, 3);

    assertEquals(beat(3), peer.newest());
  }

  @Test
  void readsOnWhereItStands() throws Exception {
    beats(1, 2);
    peer.newest();
    oci.forgetCalls();

    assertEquals(beat(2), peer.newest());
    beats(3, 3);
    assertEquals(beat(3), peer.newest());

    assertEquals(List.of(), oci.calls("POST", "/cursors"));
    assertEquals(2, oci.calls("GET", "/messages").size());
  }

  @Test
  void oneReadingIsOneCallAndMostAreTheSameQuestion() throws Exception {
    peer.newest();
    oci.forgetCalls();
    for (int i = 1; i <= 12; i++) {
      beats(i, i);
      assertEquals(beat(i), peer.newest());
    }

    assertEquals(12, oci.calls("GET", "/messages").size());
    assertEquals(12 / PeerStream.READ_AGAIN, questions());
  }

  @Test
  void aCursorIsMovedOnBeforeItIsForgotten() throws Exception {
    beats(1, 1);
    peer.newest();
    oci.forgetCalls();

    peer.newest();
    nanos += PeerStream.CURSOR_LASTS.toNanos();
    peer.newest();
    peer.newest();

    assertEquals(2, questions());
    assertEquals(beat(1), peer.newest());
  }

  @Test
  void goesOnAfterTheLastMessageSeenWhenTheCursorIsForgotten() throws Exception {
    beats(1, 2);
    peer.newest();
    oci.expireCursors();
    oci.forgetCalls();
    beats(3, 3);

    assertEquals(beat(3), peer.newest());

    assertEquals(
        "AFTER_OFFSET", oci.calls("POST", "/cursors").getFirst().json().get("type").getAsString());
  }

  @Test
  void aCursorIsReplacedHoweverItIsRefused() throws Exception {
    beats(1, 1);
    peer.newest();
    for (int status : List.of(400, 404, 409, 410)) {
      oci.fault(1, call -> call.has("GET", "/messages"), Reply.error(status, "Cursor"));

      assertEquals(beat(1), peer.newest(), () -> "after " + status);
    }
  }

  @Test
  void aCursorFromBeforeAStandstillIsNotUsed() throws Exception {
    beats(1, 1);
    peer.newest();
    oci.forgetCalls();
    nanos += PeerStream.CURSOR_ENDS.toNanos() + 1;

    assertEquals(beat(1), peer.newest());

    assertEquals(1, oci.calls("POST", "/cursors").size());
    assertEquals(1, oci.calls("GET", "/messages").size());
  }

  @Test
  void goesOnAtTheEndWhenThatMessageIsGone() throws Exception {
    beats(1, 2);
    peer.newest();
    oci.expireCursors();
    oci.fault(
        1, call -> call.body().contains("AFTER_OFFSET"), Reply.error(400, "InvalidParameter"));

    assertEquals(beat(2), peer.newest());
    beats(3, 3);
    assertEquals(beat(3), peer.newest());
  }

  @Test
  void looksFurtherBackWhenNothingIsThere() throws Exception {
    oci.append(STREAM, Beats.beat(1, false));
    oci.findOnly(Duration.ofSeconds(100));

    assertNull(peer.newest(), "nothing 15 and 30 s back");
    assertEquals(beat(1), peer.newest(), "nothing 60, but something 120 s back");

    assertEquals(4, oci.calls("POST", "/cursors").size());
    assertEquals(4, oci.calls("GET", "/messages").size());
  }

  @Test
  void aStreamWithoutBeatsIsLookedThroughOnce() throws Exception {
    for (int i = 0; i < 4; i++) {
      oci.forgetCalls();
      assertNull(peer.newest());
      assertTrue(oci.calls("GET", "/messages").size() <= 2, "others read, too");
    }
    oci.forgetCalls();

    assertNull(peer.newest());
    assertEquals(List.of(), oci.calls("POST", "/cursors"));

    beats(1, 1);
    assertEquals(beat(1), peer.newest());
  }

  @Test
  void aBeatThatMakesNoSenseIsNoEvidence() throws Exception {
    beats(1, 1);
    peer.newest();
    oci.append(STREAM, "{");

    assertNull(peer.newest());
    beats(2, 2);
    assertEquals(beat(2), peer.newest());
  }

  @Test
  void aBacklogIsReadToItsEndBitByBit() throws Exception {
    beats(1, 1);
    peer.newest();
    beats(2, 250);

    assertEquals(beat(200), peer.newest());
    assertEquals(beat(250), peer.newest());
  }

  @Test
  void whatWasFoundBeforeAFailureIsNotLookedForAgain() throws Exception {
    beats(1, 1);
    peer.newest();
    beats(2, 250);
    int[] count = {0};
    oci.fault(
        1,
        call -> call.has("GET", "/messages") && ++count[0] == 2,
        Reply.error(429, "TooManyRequests"));
    assertThrows(StoreUnavailable.class, peer::newest);

    assertEquals(beat(250), peer.newest());
  }

  @Test
  void aBacklogBeyondMeasureIsSkipped() throws Exception {
    beats(1, 1);
    peer.newest();
    oci.append(STREAM, "x".repeat(2_000_000));

    assertEquals(beat(1), peer.newest());
    beats(2, 2);
    assertEquals(beat(2), peer.newest());
  }

  @Test
  void aThrottledReadingSaysNothing() throws Exception {
    beats(1, 1);
    peer.newest();
    oci.fault(1, call -> call.has("GET", "/messages"), Reply.error(429, "TooManyRequests"));

    StoreUnavailable thrown = assertThrows(StoreUnavailable.class, peer::newest);

    assertEquals(
        "the beats of " + STREAM + " cannot be read: 429 TooManyRequests: played",
        thrown.getMessage());
    assertEquals(beat(1), peer.newest());
  }

  @Test
  void aCursorThatIsRefusedAtOnceIsNotMadeAgainAndAgain() {
    oci.fault(99, call -> call.has("GET", "/messages"), Reply.error(400, "InvalidParameter"));

    assertThrows(StoreUnavailable.class, peer::newest);

    assertEquals(1, oci.calls("POST", "/cursors").size());
  }

  @Test
  void anAnswerThatMakesNoSenseSaysNothing() {
    oci.fault(1, call -> call.has("GET", "/messages"), new Reply(200, "{}", Map.of()));

    assertThrows(StoreUnavailable.class, peer::newest);
  }

  private PeerStream stream() {
    return new PeerStream(
        oci.call(InstantSource.system()), oci.stream(STREAM), STREAM, () -> nanos);
  }

  private long questions() {
    return oci.calls("GET", "/messages").stream().map(PlayedOci.Call::target).distinct().count();
  }

  private void beats(int from, int to) {
    for (int i = from; i <= to; i++) {
      oci.append(STREAM, Beats.beat(i, false));
    }
  }

  private static PeerBeat beat(long sequence) {
    return new PeerBeat(STREAM, "boot", sequence);
  }
}
