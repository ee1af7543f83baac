package dev.handoff.console.drill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.dashboard.Sights;
import dev.handoff.console.drill.Drill.Exercise;
import dev.handoff.console.remote.Contact;
import dev.handoff.console.remote.Failure;
import dev.handoff.console.status.ClusterView;
import dev.handoff.console.status.ClusterView.BarView;
import dev.handoff.console.status.ClusterView.GroupView;
import dev.handoff.console.status.ClusterView.NodeView;
import dev.handoff.console.status.Pulse;
import dev.handoff.controller.answer.Answer;
import dev.handoff.controller.memory.VirtualTime;
import dev.handoff.controller.operation.Operations;
import dev.handoff.controller.record.Bias;
import dev.handoff.controller.record.Bias.Kind;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.Lifetime;
import dev.handoff.events.OperatorCommand;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DrillTest {

  private static final Duration WITHIN = Duration.ofMinutes(1);

  private final VirtualTime time = new VirtualTime(Sights.NOON);
  private final Cluster cluster = new Cluster();
  private final Drill drill = new Drill(cluster, time);

  @Test
  void aGroupThatSomebodyElseCouldTakeIsMovedThere() throws Exception {
    Exercise exercise = drill.check("web", null);
    Happening.OwnerChanged changed = drill.move(exercise, WITHIN);

    assertEquals("a", exercise.from());
    assertEquals("b", changed.to());
    assertTrue(
        cluster.commands.getFirst()
                instanceof OperatorCommand.Move(String group, String to, var lifetime)
            && group.equals("web")
            && "b".equals(to)
            && lifetime != null);
  }

  @Test
  void aResourceStandsForItsGroup() throws Exception {
    assertEquals("web", drill.check("httpd", "b").group());
  }

  @Test
  void theWayBackEndsWithTheSpecAloneInCharge() throws Exception {
    Exercise exercise = drill.check("web", null);
    Happening.OwnerChanged there = drill.move(exercise, WITHIN);
    Happening.OwnerChanged back = drill.moveBack(exercise, there, WITHIN);

    assertEquals("a", back.to());
    assertTrue(back.epoch() > there.epoch());
    assertEquals(
        new OperatorCommand.Clear("web", "a"),
        cluster.commands.getLast(),
        "bans from other nodes stay");
  }

  @Test
  void whatAnOperatorHadAskedForIsAskedForAgainWithTheTimeThatIsLeft() throws Exception {
    cluster.biases =
        List.of(new Bias("web", "a", Kind.PREFER, Sights.NOON.plus(Duration.ofMinutes(20))));
    Exercise exercise = drill.check("web", null);
    Happening.OwnerChanged there = drill.move(exercise, WITHIN);
    time.pause(Duration.ofMinutes(5));
    drill.moveBack(exercise, there, WITHIN);

    assertEquals(
        new OperatorCommand.Move("web", "a", Lifetime.of(Duration.ofMinutes(15))),
        cluster.commands.getLast());
  }

  @Test
  void whatAnOperatorHadAskedForWithoutAnEndHasNone() throws Exception {
    cluster.biases = List.of(new Bias("web", "a", Kind.PREFER, null));
    Exercise exercise = drill.check("web", null);
    drill.moveBack(exercise, drill.move(exercise, WITHIN), WITHIN);

    assertEquals(
        new OperatorCommand.Move("web", "a", Lifetime.FOREVER), cluster.commands.getLast());
  }

  @Test
  void whatAnOperatorHadAskedForAndIsOverMeanwhileIsNotAskedForAgain() throws Exception {
    cluster.biases =
        List.of(new Bias("web", "a", Kind.PREFER, Sights.NOON.plus(Duration.ofMinutes(1))));
    Exercise exercise = drill.check("web", null);
    Happening.OwnerChanged there = drill.move(exercise, WITHIN);
    time.pause(Duration.ofMinutes(1));
    drill.moveBack(exercise, there, WITHIN);

    assertEquals(new OperatorCommand.Clear("web", "a"), cluster.commands.getLast());
  }

  @Test
  void nothingIsBegunAgainstAMoveToAnotherNode() {
    cluster.biases = List.of(new Bias("web", "b", Kind.PREFER, null));

    refused("somebody has moved it to b ('handoff clear web b' takes that back)");
  }

  @Test
  void nothingIsBegunWhileANodeIsSilent() {
    cluster.second = "silent";

    refused("b is silent");
  }

  @Test
  void nothingIsBegunWithoutANodeThatCouldTakeIt() {
    cluster.reserve = List.of();
    cluster.barred = List.of(new BarView("b", "banned there", List.of("handoff clear web b")));

    refused("no other node could take web (b: banned there)");
  }

  @Test
  void nothingIsBegunWithAGroupThatDoesNotServe() {
    cluster.state = "moving";

    refused("web is moving, not active");
  }

  @Test
  void aNodeThatHasItAlreadyIsNoDrill() {
    Failure failure = assertThrows(Failure.class, () -> drill.check("web", "a"));

    assertTrue(String.valueOf(failure.getMessage()).contains("on a already"));
    assertTrue(cluster.commands.isEmpty());
  }

  @Test
  void whatDoesNotArriveInTimeIsSaid() throws Exception {
    Exercise exercise = drill.check("web", null);
    cluster.obeys = false;

    Failure failure = assertThrows(Failure.class, () -> drill.move(exercise, WITHIN));

    assertTrue(String.valueOf(failure.getMessage()).contains("within 60 s"));
    assertTrue(failure.isRefused(), "it did not come about: exit code 1");
  }

  @Test
  void aNodeThatCannotStartItIsNotWaitedFor() throws Exception {
    Exercise exercise = drill.check("web", null);
    cluster.starts = false;

    Failure failure = assertThrows(Failure.class, () -> drill.move(exercise, WITHIN));

    String said = String.valueOf(failure.getMessage());
    assertTrue(said.startsWith("web did not start on b: httpd died"), said);
    assertTrue(said.contains("'handoff cleanup web b' lets it try again"), said);
    assertTrue(failure.isRefused(), "it did not come about: exit code 1");
    assertEquals(Sights.NOON, time.now(), "nothing was waited for");
  }

  @Test
  void aStartThatFailedInAnEarlierMoveIsOfNoInterest() throws Exception {
    cluster.tell(new Happening.StartFailed("web", "b", cluster.epoch, "httpd died"));
    Exercise exercise = drill.check("web", null);
    cluster.obeys = false;

    Failure failure = assertThrows(Failure.class, () -> drill.move(exercise, WITHIN));

    assertTrue(String.valueOf(failure.getMessage()).contains("within 60 s"), failure::getMessage);
  }

  private void refused(String why) {
    Failure failure = assertThrows(Failure.class, () -> drill.check("web", null));
    assertTrue(String.valueOf(failure.getMessage()).contains(why), failure::getMessage);
    assertTrue(cluster.commands.isEmpty(), "nothing was changed");
  }

  /** A cluster that obeys at once. */
  private static final class Cluster implements Contact {
    final List<OperatorCommand> commands = new ArrayList<>();
    final List<JournalEntry> journal = new ArrayList<>();
    String second = "present";
    String state = "active";
    String owner = "a";
    long epoch = 3;
    boolean obeys = true;
    boolean starts = true;
    List<String> reserve = List.of("b");
    List<BarView> barred = List.of();
    List<Bias> biases = List.of();

    @Override
    public String operate(OperatorCommand command) {
      commands.add(command);
      if (obeys && command instanceof OperatorCommand.Move(String group, String to, _)) {
        String from = owner;
        owner = to == null ? owner : to;
        if (!starts) {
          tell(new Happening.StartFailed(group, owner, ++epoch, "httpd died"));
          owner = from;
        }
        tell(
            new Happening.OwnerChanged(
                group,
                from,
                owner,
                ++epoch,
                new Cause.NodeEligible(owner),
                List.of(),
                Duration.ZERO,
                Duration.ofMillis(400),
                Duration.ofMillis(800)));
      }
      return "done";
    }

    void tell(Happening happening) {
      journal.add(new JournalEntry("shop", journal.size() + 1, Sights.NOON, happening));
    }

    @Override
    public ClusterView status() {
      ClusterView calm = Sights.calm();
      GroupView web = calm.groups().getFirst();
      GroupView group =
          new GroupView(
              web.name(),
              state,
              owner,
              epoch,
              null,
              List.of(),
              web.members(),
              web.services(),
              true,
              reserve,
              barred);
      return new ClusterView(
          calm.cluster(),
          calm.at(),
          false,
          null,
          null,
          List.of(
              new NodeView("a", "present", false, Map.of()),
              new NodeView("b", second, false, Map.of())),
          List.of(group),
          calm.addresses(),
          List.of(),
          List.of(),
          List.of());
    }

    @Override
    public List<JournalEntry> history(int limit) {
      return List.copyOf(journal);
    }

    @Override
    public ClusterRecord record() {
      return Operations.create(Sights.SPEC, 1, Sights.NOON, null).withBiases(biases);
    }

    @Override
    public Answer explain(String group) {
      throw new AssertionError("a drill explains nothing");
    }

    @Override
    public Pulse pulse() {
      throw new AssertionError("a drill needs no pulse");
    }

    @Override
    public String where() {
      return "a test";
    }

    @Override
    public void close() {}
  }
}
