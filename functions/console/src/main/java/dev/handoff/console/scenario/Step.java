package dev.handoff.console.scenario;

import dev.handoff.events.OperatorCommand;
import java.time.Duration;

/** One step of a scenario. */
public sealed interface Step {

  /** A step that changes the world. After one that breaks something, gaps are counted anew. */
  sealed interface Deed extends Step {

    /** Whether it breaks something, as opposed to mending it. */
    default boolean breaks() {
      return switch (this) {
        case Kill _, Hang _, Fail _, StopNode _, ShutDownNode _, FreezeNode _, Cut _ -> true;
        case Resume _, Mend _, StartNode _, ThawNode _, Join _ -> false;
        case Run run ->
            switch (run.command) {
              case OperatorCommand.Apply _,
                  OperatorCommand.Move _,
                  OperatorCommand.Ban _,
                  OperatorCommand.Standby _,
                  OperatorCommand.Destroy _ ->
                  true;
              case OperatorCommand.Clear _,
                  OperatorCommand.Cleanup _,
                  OperatorCommand.Online _,
                  OperatorCommand.Maintenance _ ->
                  false;
            };
      };
    }
  }

  /** SIGKILL of the service's process. */
  record Kill(String node, String resource) implements Deed {}

  /** SIGSTOP of the service's process. */
  record Hang(String node, String resource) implements Deed {}

  /** Undoes {@link Hang}. */
  record Resume(String node, String resource) implements Deed {}

  /** A demo service answers with this HTTP status until {@link Mend}. */
  record Fail(String node, String resource, int status) implements Deed {}

  record Mend(String node, String resource) implements Deed {}

  /** Beacon and services die at once. */
  record StopNode(String node) implements Deed {}

  /** The node stops its services, says goodbye and powers off, as an operator would have it. */
  record ShutDownNode(String node) implements Deed {}

  /** Boots a node again. */
  record StartNode(String node) implements Deed {}

  /** Nothing on the node gets any time to run. */
  record FreezeNode(String node) implements Deed {}

  record ThawNode(String node) implements Deed {}

  /** The node cannot reach something any more. */
  record Cut(String node, From from) implements Deed {}

  /** Undoes {@link Cut}. */
  record Join(String node, From from) implements Deed {}

  /**
   * An operator's command.
   *
   * @param line as it was written
   */
  record Run(String line, OperatorCommand command) implements Deed {}

  record Wait(Duration duration) implements Step {}

  /** Shows something to whoever watches, as soon as nothing is on its way any more. */
  sealed interface Show extends Step {}

  /**
   * What {@code handoff status} prints.
   *
   * @param title what has happened, in words
   */
  record Status(String title) implements Show {}

  /** What {@code handoff explain} prints of a group. */
  record Explain(String group) implements Show {}

  /**
   * What people were mailed since the last deed.
   *
   * @param about what a mail has to tell of, in subject or text
   */
  record Mail(String about) implements Show {}

  record Expect(Expectation expectation) implements Step {}

  /** What a node can be cut from. */
  enum From {
    /** The controller's store: beats do not arrive, orders do not come back. */
    STORE,
    /** The beats of its peers. */
    PEERS,
    /** What its probes ask for. */
    GATEWAY,
    /** Whoever asks it for its service, by whichever address. */
    CLIENTS
  }

  /** The step as a person would write it down. */
  default String inWords() {
    return switch (this) {
      case Kill s -> "kill " + s.resource + " on " + s.node;
      case Hang s -> "hang " + s.resource + " on " + s.node;
      case Resume s -> "resume " + s.resource + " on " + s.node;
      case Fail s -> "let " + s.resource + " on " + s.node + " answer " + s.status;
      case Mend s -> "mend " + s.resource + " on " + s.node;
      case StopNode s -> "stop " + s.node + ": beacon and services die at once";
      case ShutDownNode s -> "shut " + s.node + " down: it stops its services and says goodbye";
      case StartNode s -> "start " + s.node;
      case FreezeNode s -> "freeze " + s.node;
      case ThawNode s -> "thaw " + s.node;
      case Cut s -> "cut " + s.node + " from " + target(s.from);
      case Join s -> "join " + s.node + " with " + target(s.from) + " again";
      case Run s -> "operator: " + s.line;
      case Wait s -> "wait " + Times.inWords(s.duration);
      case Status s -> "status: " + s.title;
      case Explain s -> "explain " + s.group;
      case Mail s -> "mail about " + s.about;
      case Expect s -> "expect " + s.expectation.inWords();
    };
  }

  private static String target(From from) {
    return switch (from) {
      case STORE -> "the store";
      case PEERS -> "its peers";
      case GATEWAY -> "its gateway";
      case CLIENTS -> "its clients";
    };
  }
}
