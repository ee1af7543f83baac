package dev.handoff.oci.streaming;

import static dev.handoff.oci.streaming.TestStreams.objects;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.controller.port.NodeChannel;
import dev.handoff.controller.port.NodeChannel.NodeReading;
import dev.handoff.controller.port.NodeChannel.Sent;
import dev.handoff.controller.port.Samples;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.oci.local.Fault;
import dev.handoff.oci.local.OciRequest;
import java.time.Duration;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How the newest beat is found, what that costs, and how it goes on when something goes wrong. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewestBeatsTest {

  private static final Duration BEAT = Duration.ofSeconds(2);

  private final TestStreams test = new TestStreams();
  private final NodeChannel warm = test.channel();

  @BeforeEach
  void aFreshCluster() {
    test.oci.faults().heal();
    test.time.advance(Duration.ofSeconds(5));
  }

  @AfterAll
  void close() {
    test.close();
  }

  @Test
  void aFunctionThatHasJustStartedReadsTheLastMinuteOnly() {
    ClusterSpec spec = test.cluster(1);
    beats(spec, 1, 400);

    assertHeard(400, test.channel(), spec);

    assertEquals(1, count(TestStreams::searches));
    assertEquals(1, count(TestStreams::cursors));
    assertEquals(2, count(TestStreams::reads));
  }

  @Test
  void aFunctionThatStaysWarmGoesOnWhereItStopped() {
    ClusterSpec spec = test.cluster(1);
    beats(spec, 1, 3);
    assertHeard(3, warm, spec);
    test.oci.faults().heal();

    assertHeard(3, warm, spec);
    assertEquals(1, count(TestStreams::reads));
    assertEquals(0, count(TestStreams::cursors) + count(TestStreams::searches));

    beats(spec, 4, 9);
    assertHeard(9, warm, spec);
  }

  @Test
  void aCursorThatHasExpiredIsMadeAnew() {
    ClusterSpec spec = test.cluster(1);
    beats(spec, 1, 3);
    assertHeard(3, warm, spec);
    // The function's own clock stood still, as in a frozen container.
    test.time.jump(test.time.now().plus(Duration.ofMinutes(6)));
    test.beat(spec, "n1", 4);

    assertHeard(4, warm, spec);
  }

  @Test
  void aCursorIsNotKeptForLongerThanItLives() {
    ClusterSpec spec = test.cluster(1);
    beats(spec, 1, 3);
    assertHeard(3, warm, spec);
    test.time.advance(Duration.ofMinutes(6));
    test.beat(spec, "n1", 4);
    test.oci.faults().heal();

    assertHeard(4, warm, spec);
    assertEquals(2, count(TestStreams::reads));
  }

  @Test
  void aNodeThatFellSilentHoursAgoIsFoundAndKept() {
    ClusterSpec spec = test.cluster(1);
    beats(spec, 1, 2_000);
    test.time.advance(Duration.ofHours(9));

    assertHeard(2_000, test.channel(), spec);
    assertTrue(count(TestStreams::reads) < 40, count(TestStreams::reads) + " reads");

    test.oci.faults().heal();
    assertHeard(2_000, test.channel(), spec);
    assertEquals(2, count(TestStreams::reads), "the second time it is known where it lies");
  }

  @Test
  void aNodeIsHeardAlsoAfterTheStreamHasForgotten() {
    ClusterSpec spec = test.cluster(1);
    beats(spec, 1, 5);
    test.time.advance(Duration.ofMinutes(2));
    assertHeard(5, test.channel(), spec);
    test.time.advance(Duration.ofDays(3));

    assertHeard(5, test.channel(), spec);
    assertHeard(5, warm, spec);
  }

  @Test
  void aNodeThatComesBackAfterDaysIsHeardAgain() {
    ClusterSpec spec = test.cluster(1);
    beats(spec, 1, 5);
    test.time.advance(Duration.ofMinutes(2));
    assertHeard(5, warm, spec);
    test.time.advance(Duration.ofDays(3));
    beats(spec, 6, 7);

    assertHeard(7, warm, spec);
    assertHeard(7, test.channel(), spec);
    test.time.advance(Duration.ofHours(2));
    assertHeard(7, test.channel(), spec);
  }

  @Test
  void whatIsKeptIsWrittenOnceForEachSilence() {
    ClusterSpec spec = test.cluster(1);
    beats(spec, 1, 5);
    assertHeard(5, test.channel(), spec);
    assertEquals(0, count(objects("PUT")), "a node that speaks costs no write");
    test.time.advance(Duration.ofMinutes(2));
    assertHeard(5, test.channel(), spec);
    assertHeard(5, test.channel(), spec);
    assertHeard(5, test.channel(), spec);

    assertEquals(1, count(objects("PUT")));
  }

  @Test
  void aFunctionWhoseClockIsWrongFindsTheNewestAllTheSame() {
    ClusterSpec spec = test.cluster(1);
    beats(spec, 1, 90);
    for (Duration skew : new Duration[] {Duration.ofMinutes(30), Duration.ofMinutes(-30)}) {
      NodeChannel skewed = test.channel(skew);

      assertHeard(90, skewed, spec);
      test.beat(spec, "n1", 90);
      assertHeard(90, skewed, spec);
    }
  }

  @Test
  void theNewestIsFoundWhereverItLies() {
    long seed = 20_261_122;
    Random random = new Random(seed);
    for (int round = 0; round < 12; round++) {
      ClusterSpec spec = test.cluster(1);
      long sequence = 0;
      for (int i = random.nextInt(6); i >= 0; i--) {
        int stretch = 1 + random.nextInt(150);
        beats(spec, sequence + 1, sequence + stretch);
        sequence += stretch;
        test.time.advance(Duration.ofSeconds(random.nextInt(4 * 3_600)));
      }
      assertHeard(sequence, test.channel(), spec, "round " + round + " of seed " + seed);
    }
  }

  @Test
  void aForgottenNodeIsAsNewForEveryFunctionAndHeardWhenItSpeaksAgain() {
    ClusterSpec spec = test.cluster(1);
    beats(spec, 1, 5);
    assertHeard(5, warm, spec);

    assertEquals(new Sent.Done(), test.channel().forget(spec, Samples.node(spec, "n1")));

    assertEquals(new NodeReading.NotHeard(), reading(warm, spec));
    assertEquals(new NodeReading.NotHeard(), reading(test.channel(), spec));
    test.time.advance(Duration.ofHours(1));
    assertEquals(new NodeReading.NotHeard(), reading(test.channel(), spec));
    test.beat(spec, "n1", 6);
    assertHeard(6, warm, spec);
    assertHeard(6, test.channel(), spec);
  }

  @Test
  void aStreamThatIsMadeAnewIsFoundUnderItsName() {
    ClusterSpec spec = test.cluster(1);
    beats(spec, 1, 5);
    test.time.advance(Duration.ofMinutes(2));
    assertHeard(5, warm, spec);
    test.make(spec.cluster(), "n1");

    assertInstanceOf(NodeReading.Unreadable.class, reading(warm, spec));
    assertHeard(5, warm, spec);
    test.beat(spec, "n1", 6);
    assertHeard(6, warm, spec);
    assertHeard(6, test.channel(), spec);
  }

  @Test
  void aForgottenNodeWhoseStreamIsMadeAnewIsHeard() {
    ClusterSpec spec = test.cluster(1);
    beats(spec, 1, 5);
    warm.forget(spec, Samples.node(spec, "n1"));
    test.make(spec.cluster(), "n1");
    test.beat(spec, "n1", 1);

    assertHeard(1, test.channel(), spec);
  }

  @Test
  void whatPassesIsTriedAgain() {
    ClusterSpec spec = test.cluster(1);
    beats(spec, 1, 5);
    for (Fault fault :
        new Fault[] {
          Fault.THROTTLE, Fault.SERVER_ERROR, Fault.UNAVAILABLE, Fault.CUT, Fault.LOSE_REPLY
        }) {
      test.oci.faults().next(TestStreams::searches, fault);
      test.oci.faults().next(TestStreams::cursors, fault, fault);
      test.oci.faults().next(TestStreams::reads, fault, fault);

      assertHeard(5, test.channel(), spec, fault.toString());
    }
  }

  @Test
  void aStreamThatOthersReadTooOftenIsReadAMomentLater() {
    ClusterSpec spec = test.cluster(1);
    beats(spec, 1, 5);
    for (int i = 0; i < 12; i++) {
      assertHeard(5, test.channel(), spec);
    }
  }

  @Test
  void aStreamThatCannotBeReadIsUnreadableAndNotSilent() {
    ClusterSpec spec = test.cluster(1);
    beats(spec, 1, 5);
    assertHeard(5, warm, spec);
    for (Fault fault : new Fault[] {Fault.THROTTLE, Fault.FORBID, Fault.CUT, Fault.GARBAGE}) {
      test.oci.faults().always(TestStreams::reads, fault);

      assertInstanceOf(NodeReading.Unreadable.class, reading(warm, spec), fault.toString());
      test.oci.faults().heal();
      assertHeard(5, warm, spec);
    }
  }

  @Test
  void anEmptyListWithoutACursorIsNoEnd() {
    ClusterSpec spec = test.cluster(1);
    beats(spec, 1, 5);
    test.oci.faults().always(TestStreams::reads, new Fault.Body("[]"));

    assertInstanceOf(NodeReading.Unreadable.class, reading(test.channel(), spec));
  }

  @Test
  void whatCannotBeKeptIsHeardAllTheSame() {
    ClusterSpec spec = test.cluster(1);
    beats(spec, 1, 5);
    test.time.advance(Duration.ofMinutes(2));
    test.oci.faults().always(objects("PUT"), Fault.UNAVAILABLE);

    assertHeard(5, test.channel(), spec);

    test.oci.faults().heal();
    assertHeard(5, test.channel(), spec);
    assertTrue(test.object(spec, "n1", "heard").isPresent());
  }

  @Test
  void aNodeThatIsForgottenWhileItIsReadStaysForgotten() {
    ClusterSpec spec = test.cluster(1);
    beats(spec, 1, 5);
    test.time.advance(Duration.ofMinutes(2));
    NodeChannel other = test.channel();
    test.oci
        .faults()
        .next(
            objects("PUT"),
            new Fault.Meanwhile(() -> other.forget(spec, Samples.node(spec, "n1"))));
    test.channel().read(spec);

    assertEquals(new NodeReading.NotHeard(), reading(test.channel(), spec));
  }

  @Test
  void aStreamThatIsStillBeingMadeIsUnreadable() {
    test.streaming.creationTakes(Duration.ofSeconds(30));
    ClusterSpec spec = test.cluster(1);
    test.streaming.creationTakes(Duration.ZERO);

    assertInstanceOf(NodeReading.Unreadable.class, reading(warm, spec));
    test.time.advance(Duration.ofSeconds(30));
    assertEquals(new NodeReading.NotHeard(), reading(warm, spec));
  }

  @Test
  void aNodeThatFloodsItsStreamIsUnreadable() {
    ClusterSpec spec = test.cluster(1);
    String megabyte = "x".repeat(1_000_000);
    for (int i = 0; i < 30; i++) {
      test.say(spec, "n1", megabyte);
    }

    String detail =
        assertInstanceOf(NodeReading.Unreadable.class, reading(test.channel(), spec)).detail();

    assertTrue(detail.contains("handoff." + spec.cluster() + ".n1"), detail);
  }

  private void beats(ClusterSpec spec, long from, long to) {
    for (long sequence = from; sequence <= to; sequence++) {
      test.time.advance(BEAT);
      test.beat(spec, "n1", sequence);
    }
  }

  private int count(Predicate<OciRequest> calls) {
    return test.oci.faults().calls(calls).size();
  }

  private static NodeReading reading(NodeChannel channel, ClusterSpec spec) {
    return Samples.at(channel.read(spec), "n1");
  }

  private static void assertHeard(long sequence, NodeChannel channel, ClusterSpec spec) {
    assertHeard(sequence, channel, spec, "sequence " + sequence);
  }

  private static void assertHeard(
      long sequence, NodeChannel channel, ClusterSpec spec, String message) {
    assertEquals(
        new NodeReading.Heard(Samples.beat(spec.cluster(), "n1", sequence), null),
        reading(channel, spec),
        message);
  }
}
