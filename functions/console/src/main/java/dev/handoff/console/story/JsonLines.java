package dev.handoff.console.story;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.handoff.console.scenario.Scenario;
import dev.handoff.events.Alert;
import dev.handoff.events.Happening;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.json.Kebab;
import dev.handoff.events.spec.ClusterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One JSON object a line, each with {@code at} and {@code event}. */
public final class JsonLines implements Telling {

  private static final int MILLIS_OF_SECOND = 1_000;

  private final Consumer<String> out;
  private final Consumer<String> errors;

  /**
   * Writes lines.
   *
   * @param out receives each line, without its end
   * @param errors where troubles of the lab itself go, which are no events
   */
  public JsonLines(Consumer<String> out, Consumer<String> errors) {
    this.out = out;
    this.errors = errors;
  }

  @Override
  public void opens(ClusterSpec spec, Map<String, String> urls, List<String> notes) {
    notes.forEach(errors);
  }

  @Override
  public void happened(JournalEntry entry) {
    JsonObject line = of(entry.happening());
    if (line != null) {
      write(entry.at(), line);
    }
  }

  private static @Nullable JsonObject of(Happening happening) {
    return switch (happening) {
      case Happening.OwnerChanged h -> {
        JsonObject line = event("owner-changed");
        line.addProperty("group", h.group());
        line.addProperty("from", h.from());
        line.addProperty("to", h.to());
        line.addProperty("epoch", h.epoch());
        line.addProperty("cause", h.cause().inWords());
        line.addProperty("detect-ms", h.detect().toMillis());
        line.addProperty("move-ms", h.move().toMillis());
        line.addProperty("serve-ms", h.serve().toMillis());
        yield line;
      }
      case Happening.ResourceFailed h -> {
        JsonObject line = event("resource-failed");
        line.addProperty("resource", h.resource());
        line.addProperty("node", h.node());
        line.addProperty("fail-count", h.failCount());
        line.addProperty("threshold", h.threshold());
        if (h.onFail() != null) {
          line.addProperty("on-fail", Kebab.of(h.onFail()));
        }
        line.addProperty("detail", h.detail());
        yield line;
      }
      case Happening.NodeSilent h -> {
        JsonObject line = event("node-silent");
        line.addProperty("node", h.node());
        line.addProperty("silent-ms", h.silentFor().toMillis());
        yield line;
      }
      case Happening.NodeReturned h -> {
        JsonObject line = event("node-returned");
        line.addProperty("node", h.node());
        yield line;
      }
      case Happening.Held h -> {
        JsonObject line = event("held");
        line.addProperty("group", h.group());
        line.addProperty("reason", h.hold().inWords());
        yield line;
      }
      case Happening.ClusterDestroyed h -> {
        JsonObject line = event("cluster-destroyed");
        line.addProperty("disposal", h.disposal().inWords());
        yield line;
      }
      case Happening.SpecApplied _,
          Happening.OperatorActed _,
          Happening.NodeLeft _,
          Happening.HandoverBegun _,
          Happening.GroupStopped _,
          Happening.GroupIncomplete _,
          Happening.StartFailed _,
          Happening.AddressStuck _,
          Happening.DriftFound _,
          Happening.ResourceRecovered _,
          Happening.WishExpires _,
          Happening.HoldEnded _ ->
          null;
    };
  }

  @Override
  public void alerted(Alert alert) {
    JsonObject line = event("alert");
    line.addProperty("id", alert.id());
    line.addProperty("subject", alert.subject());
    write(Instant.now(), line);
  }

  @Override
  public void troubled(String what) {
    errors.accept(what);
  }

  @Override
  public void begins(Scenario.Placed step) {}

  @Override
  public void ends(Scenario.Placed step, boolean ok, String detail, Duration took) {
    JsonObject line = event("step");
    line.addProperty("index", step.index());
    line.addProperty("ok", ok);
    String words = step.step().inWords();
    String seen = detail.isEmpty() ? words : words + ": " + detail;
    line.addProperty("detail", ok ? seen : step.place() + ": " + seen);
    write(Instant.now(), line);
  }

  @Override
  public void shows(Scenario.Placed step, List<String> lines) {
    JsonObject line = event("shown");
    line.addProperty("index", step.index());
    line.addProperty("title", step.step().inWords());
    JsonArray shown = new JsonArray();
    lines.forEach(shown::add);
    line.add("lines", shown);
    write(Instant.now(), line);
  }

  @Override
  public void gap(String address, Duration longest) {
    JsonObject line = event("gap");
    line.addProperty("address", address);
    line.addProperty("seconds", (double) longest.toMillis() / MILLIS_OF_SECOND);
    write(Instant.now(), line);
  }

  @Override
  public void closes(Scenario scenario, boolean ok, Duration took) {
    JsonObject line = event("result");
    line.addProperty("ok", ok);
    write(Instant.now(), line);
  }

  private static JsonObject event(String name) {
    JsonObject line = new JsonObject();
    line.addProperty("event", name);
    return line;
  }

  /** Writes an object of any event with its moment in front. */
  private synchronized void write(Instant at, JsonObject rest) {
    JsonObject line = new JsonObject();
    line.addProperty("at", Moments.iso(at));
    rest.entrySet().forEach(member -> line.add(member.getKey(), member.getValue()));
    out.accept(line.toString());
  }
}
