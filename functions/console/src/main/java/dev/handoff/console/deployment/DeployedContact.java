package dev.handoff.console.deployment;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.handoff.console.remote.Contact;
import dev.handoff.console.remote.Failure;
import dev.handoff.console.status.ClusterView;
import dev.handoff.console.status.Pulse;
import dev.handoff.controller.Operator.Reply;
import dev.handoff.controller.answer.Answer;
import dev.handoff.controller.answer.Answers;
import dev.handoff.controller.liveness.Evidence;
import dev.handoff.controller.port.CloudUnavailable;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import dev.handoff.events.yaml.Suggestion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cluster of a deployed installation. Commands go to the function; all else is read from the
 * tables, so that it works for whoever may look, and also when the function does not.
 */
public final class DeployedContact implements Contact {

  private static final int MOST_ENTRIES = 1_000;

  private final Installation installation;
  private final @Nullable String named;

  /** The clusters that there were when it was first asked which one is meant. */
  private volatile @Nullable List<String> choice;

  /**
   * Reaches a cluster.
   *
   * @param installation closed with this contact
   * @param cluster its name; null: the only one that there is
   */
  public DeployedContact(Installation installation, @Nullable String cluster) {
    this.installation = installation;
    this.named = cluster;
  }

  @Override
  public String operate(OperatorCommand command) throws Failure {
    String cluster =
        named == null && command instanceof OperatorCommand.Apply(var spec)
            ? spec.cluster()
            : cluster();
    String note =
        command instanceof OperatorCommand.Apply(var spec)
                && installation instanceof OciInstallation
            ? apart(spec.cluster())
            : "";
    return switch (installation.invoke(event(cluster, command))) {
      case Invocation.Answered answered -> reply(answered.payload()) + note;
      case Invocation.NotInvoked not ->
          throw new Failure("nothing was changed: " + not.why(), false);
      case Invocation.Doubtful doubtful ->
          throw new Failure(
              "it is not known whether the command took effect: %s. 'handoff status' shows how"
                      .formatted(doubtful.why())
                  + " things are; repeating the command does no harm",
              false);
    };
  }

  /**
   * Oracle's policies ignore case: nodes of one cluster could read what the other's are told.
   *
   * @return what a person should know; whoever may only command cannot see the clusters
   * @throws Failure if there is a cluster whose name differs in case only
   */
  private String apart(String cluster) throws Failure {
    List<String> all;
    try {
      all = installation.store().clusters();
    } catch (CloudUnavailable e) {
      return "; it was not checked whether another cluster's name differs in case only: "
          + e.getMessage();
    }
    for (String other : all) {
      if (other.equalsIgnoreCase(cluster) && !other.equals(cluster)) {
        throw new Failure(
            "nothing was changed: there is a cluster '%s', and Oracle's policies ignore case:"
                    .formatted(other)
                + " nodes of '%s' could read orders of the other; give it another name"
                    .formatted(cluster),
            Failure.Kind.INPUT);
      }
    }
    return "";
  }

  private String event(String cluster, OperatorCommand command) {
    JsonObject operator = new JsonObject();
    operator.addProperty("cluster", cluster);
    operator.addProperty("by", installation.caller());
    operator.add("command", JsonParser.parseString(Json.write(command, OperatorCommand.class)));
    JsonObject event = new JsonObject();
    event.add("operator", operator);
    return event.toString();
  }

  private static String reply(String payload) throws Failure {
    try {
      return switch (Json.read(payload, Reply.class)) {
        case Reply.Done done -> done.message();
        case Reply.Refused refused -> throw new Failure(refused.why(), true);
        case Reply.Unavailable unavailable -> throw new Failure(unavailable.why(), false);
      };
    } catch (MalformedEvent e) {
      throw new Failure(
          "the function's answer is none that this version understands: " + e.getMessage(), false);
    }
  }

  @Override
  public ClusterView status() throws Failure {
    ClusterRecord record = record(cluster());
    return ClusterView.of(
        record,
        installation.channel().read(record.spec()),
        installation.addresses().locate(record.spec(), record.spec().addresses().toList()),
        Map.of(),
        installation.time().now());
  }

  @Override
  public boolean isAboutSeveral() throws Failure {
    return named == null && choice().size() > 1;
  }

  /** Asked once, by whoever looks again and again; until there is a cluster, each time. */
  private List<String> choice() throws Failure {
    List<String> known = choice;
    if (known == null || known.isEmpty()) {
      known = clusters();
      choice = known;
    }
    return known;
  }

  @Override
  public List<ClusterView> overview() throws Failure {
    return Overview.of(named == null ? clusters() : List.of(named), installation);
  }

  @Override
  public List<JournalEntry> history(int limit) throws Failure {
    String cluster = cluster();
    try {
      return installation.journal().newest(cluster, Math.clamp(limit, 1, MOST_ENTRIES));
    } catch (CloudUnavailable e) {
      throw new Failure(String.valueOf(e.getMessage()), false);
    }
  }

  @Override
  public Answer explain(String group) throws Failure {
    ClusterRecord record = record(cluster());
    Evidence evidence =
        new Evidence(
            record,
            installation.channel().read(record.spec()),
            Map.of(),
            Duration.ZERO,
            installation.time().now());
    return Answers.about(evidence, group)
        .orElseThrow(() -> new Failure("there is no group or resource '" + group + "'", true));
  }

  @Override
  public Pulse pulse() throws Failure {
    Reading.Found found = found(cluster());
    return Pulse.of(
        found, installation.channel().read(found.record().spec()), installation.time().now());
  }

  @Override
  public ClusterRecord record() throws Failure {
    return record(cluster());
  }

  @Override
  public String where() {
    return installation.where();
  }

  /** The cluster that is meant. */
  private String cluster() throws Failure {
    if (named != null) {
      return named;
    }
    List<String> all = choice();
    return switch (all.size()) {
      case 0 -> throw new Failure("there is no cluster yet; 'handoff apply FILE' makes one", true);
      case 1 -> all.getFirst();
      default ->
          throw new Failure(
              "there are %d clusters, say which: --cluster NAME; %s"
                  .formatted(all.size(), Suggestion.instead("", all)),
              true);
    };
  }

  private List<String> clusters() throws Failure {
    try {
      return installation.store().clusters().stream().sorted().toList();
    } catch (CloudUnavailable e) {
      throw new Failure(String.valueOf(e.getMessage()), false);
    }
  }

  private ClusterRecord record(String cluster) throws Failure {
    return found(cluster).record();
  }

  private Reading.Found found(String cluster) throws Failure {
    return switch (installation.store().read(cluster)) {
      case Reading.Found found -> found;
      case Reading.Unreadable unreadable -> throw new Failure(unreadable.detail(), false);
      case Reading.Absent _ ->
          throw new Failure(
              "there is no cluster '" + cluster + "': " + Suggestion.instead(cluster, clusters()),
              true);
    };
  }

  @Override
  public void close() {
    installation.close();
  }
}
