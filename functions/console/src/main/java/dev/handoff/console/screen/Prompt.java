package dev.handoff.console.screen;

import dev.handoff.console.lab.Lab;
import dev.handoff.console.lab.net.Gaps;
import dev.handoff.console.operator.OperatorLine;
import dev.handoff.console.operator.OperatorVerb.BadInput;
import dev.handoff.console.scenario.Stage.DeedFailed;
import dev.handoff.console.scenario.Step;
import dev.handoff.console.scenario.Times;
import dev.handoff.console.screen.FaultLine.NotUnderstood;
import dev.handoff.console.status.ExplanationText;
import dev.handoff.console.status.StatusText;
import dev.handoff.console.story.Moments;
import dev.handoff.console.story.News;
import dev.handoff.controller.Operator.Reply;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.Address;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** Does what a person types: breaks, mends, operates, shows. */
final class Prompt {

  private static final int HISTORY = 20;

  private static final Duration PACE = Duration.ofMillis(20);

  /** A break that clients have not noticed after this time is not going to be noticed. */
  private static final Duration UNNOTICED = Duration.ofSeconds(15);

  /** The address answers again when it has done so without a pause for so long. */
  private static final Duration STEADY = Duration.ofMillis(300);

  private final Lab lab;
  private final Consumer<String> out;
  private final AtomicLong breaks = new AtomicLong();

  /**
   * A prompt for one lab.
   *
   * @param out receives each line of an answer
   */
  Prompt(Lab lab, Consumer<String> out) {
    this.lab = lab;
    this.out = out;
  }

  /** Does what a line says; false: the person wants to leave. */
  boolean perform(String line) {
    List<String> words = List.of(line.strip().split("\\s+"));
    switch (words.getFirst()) {
      case "" -> {}
      case "quit", "exit", "q" -> {
        return false;
      }
      case "help", "?" -> Explanation.help(faults()).forEach(out);
      case "status" ->
          lab.view()
              .map(StatusText::lines)
              .orElse(List.of("there is no cluster any more; 'apply FILE' creates it anew"))
              .forEach(out);
      case "explain" ->
          lab.explain(words.size() < 2 ? "" : words.get(1))
              .map(ExplanationText::lines)
              .orElse(List.of("explain which group? 'status' lists them"))
              .forEach(out);
      case "history" -> lab.journal(HISTORY).forEach(this::show);
      default -> {
        if (FaultLine.VERBS.contains(words.getFirst())) {
          breakOrMend(words);
        } else {
          operate(line);
        }
      }
    }
    return true;
  }

  private void show(JournalEntry entry) {
    out.accept(
        "%4d  %s  %s"
            .formatted(entry.number(), Moments.iso(entry.at()), News.of(entry.happening())));
  }

  private FaultLine faults() {
    return new FaultLine(lab.spec(), this::owner);
  }

  private Optional<String> owner(String group) {
    return lab.view().stream()
        .flatMap(view -> view.groups().stream())
        .filter(view -> view.name().equals(group))
        .flatMap(view -> Optional.ofNullable(view.owner()).stream())
        .findFirst();
  }

  private void breakOrMend(List<String> words) {
    try {
      Step.Deed deed = faults().read(words);
      if (deed.breaks()) {
        watchClients();
      }
      lab.stage().perform(deed);
      out.accept("done: " + deed.inWords());
    } catch (NotUnderstood | DeedFailed e) {
      out.accept(String.valueOf(e.getMessage()));
    }
  }

  private void operate(String line) {
    switch (OperatorLine.read(line)) {
      case OperatorLine.Result.NotUnderstood no ->
          out.accept(no.why() + ", " + String.join(", ", FaultLine.VERBS) + ", status, help, quit");
      case OperatorLine.Result.Understood yes -> {
        try {
          OperatorCommand command = yes.verb().command(Path.of(""));
          if (new Step.Run(line, command).breaks()) {
            watchClients();
          }
          out.accept(words(lab.operate(command, System.getProperty("user.name"))));
        } catch (BadInput e) {
          out.accept(String.valueOf(e.getMessage()));
        }
      }
    }
  }

  private static String words(Reply reply) {
    return switch (reply) {
      case Reply.Done done -> done.message();
      case Reply.Refused refused -> "refused: " + refused.why();
      case Reply.Unavailable no -> "not possible now: " + no.why();
    };
  }

  /** Tells how long clients waited, once they are served again. */
  private void watchClients() {
    long thisBreak = breaks.incrementAndGet();
    for (Address address : lab.spec().addresses().toList()) {
      lab.gaps(address.name())
          .ifPresent(gaps -> {
            gaps.mark(System.nanoTime());
            Thread.ofVirtual().start(() -> watch(address.name(), gaps, thisBreak));
          });
    }
  }

  private void watch(String address, Gaps gaps, long thisBreak) {
    long begin = System.nanoTime();
    boolean noticed = false;
    while (breaks.get() == thisBreak) {
      LockSupport.parkNanos(PACE.toNanos());
      long now = System.nanoTime();
      Duration steady = gaps.steadyFor(now);
      noticed |= steady.isZero();
      if (noticed && steady.compareTo(STEADY) >= 0) {
        out.accept(
            "clients of " + address + " waited " + Times.inWords(gaps.largest(now)) + " at most");
        return;
      }
      if (!noticed && now - begin > UNNOTICED.toNanos()) {
        return;
      }
    }
  }
}
