package dev.handoff.console.lab;

import dev.handoff.console.lab.net.Gaps;
import dev.handoff.console.lab.node.LabPlans;
import dev.handoff.console.lab.node.Machine;
import dev.handoff.console.scenario.Stage;
import dev.handoff.console.scenario.Step;
import dev.handoff.console.status.ClusterView;
import dev.handoff.console.status.ExplanationText;
import dev.handoff.controller.Operator.Reply;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.Alert;
import dev.handoff.events.spec.Resource;
import dev.handoff.events.spec.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The lab as a stage: deeds are done to its real processes. */
final class LabStage implements Stage {

  private final Lab lab;

  LabStage(Lab lab) {
    this.lab = lab;
  }

  @Override
  public void perform(Step.Deed deed) throws DeedFailed {
    try {
      switch (deed) {
        case Step.Kill d -> running(machine(d.node()).kill(d.resource()), d.resource(), d.node());
        case Step.Hang d -> running(machine(d.node()).hang(d.resource()), d.resource(), d.node());
        case Step.Resume d ->
            running(machine(d.node()).resume(d.resource()), d.resource(), d.node());
        case Step.Fail d -> fail(d);
        case Step.Mend d -> Files.deleteIfExists(lab.directory().fault(d.node(), d.resource()));
        case Step.StopNode d -> machine(d.node()).powerOff();
        case Step.ShutDownNode d -> machine(d.node()).shutDown();
        case Step.StartNode d -> machine(d.node()).boot();
        case Step.FreezeNode d -> machine(d.node()).freeze();
        case Step.ThawNode d -> machine(d.node()).thaw();
        case Step.Cut d -> lab.connected(d.node(), d.from(), false);
        case Step.Join d -> lab.connected(d.node(), d.from(), true);
        case Step.Run d -> {
          switch (lab.operate(d.command(), "the scenario")) {
            case Reply.Done _ -> {}
            case Reply.Refused refused -> throw new DeedFailed("refused: " + refused.why());
            case Reply.Unavailable no -> throw new DeedFailed("not possible now: " + no.why());
          }
        }
      }
    } catch (IOException | UnsupportedOperationException e) {
      throw new DeedFailed(String.valueOf(e.getMessage()));
    }
  }

  private Machine machine(String node) throws DeedFailed {
    return lab.machine(node).orElseThrow(() -> new DeedFailed("there is no node " + node));
  }

  private static void running(boolean was, String service, String node) throws DeedFailed {
    if (!was) {
      throw new DeedFailed(service + " does not run on " + node);
    }
  }

  private void fail(Step.Fail deed) throws DeedFailed, IOException {
    Resource resource =
        lab.spec()
            .groupOf(deed.resource())
            .flatMap(group -> group.resource(deed.resource()))
            .orElse(null);
    if (!(resource instanceof Service service) || !LabPlans.isPlayed(service)) {
      throw new DeedFailed(
          deed.resource() + " is a program of your own: the lab cannot tell it what to answer");
    }
    Path file = lab.directory().fault(deed.node(), deed.resource());
    Files.createDirectories(file.getParent());
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, Integer.toString(deed.status()));
    Files.move(next, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public Optional<ClusterRecord> record() {
    return lab.record();
  }

  @Override
  public Optional<ClusterView> view() {
    return lab.view();
  }

  @Override
  public List<String> explain(String group) {
    return lab.explain(group).map(ExplanationText::lines).orElse(List.of());
  }

  @Override
  public void count(String service) {
    lab.headcounts().begin(service);
  }

  @Override
  public Headcount headcount(String service) {
    return lab.headcounts().of(service);
  }

  @Override
  public Place place(String address) {
    return lab.place(address);
  }

  @Override
  public Optional<Gaps> gaps(String address) {
    return lab.gaps(address);
  }

  @Override
  public List<Alert> alerts() {
    return lab.alerts();
  }
}
