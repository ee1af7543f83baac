package dev.handoff.dispatch;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The log of one invocation: one line of JSON for each thing that happened, so that a search can
 * find all lines of a cluster or of a request.
 */
public final class EventLog {

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  private final Consumer<String> lines;
  private final String request;

  /**
   * Makes a log.
   *
   * @param lines takes each line, without its end; must bear many threads
   * @param request id of the invocation
   */
  public EventLog(Consumer<String> lines, String request) {
    this.lines = lines;
    this.request = request;
  }

  /** Writes what went as it should. */
  public void info(String event, Map<String, ?> members) {
    write("info", event, members);
  }

  /** Writes what an operator should look at. */
  public void error(String event, Map<String, ?> members) {
    write("error", event, members);
  }

  private void write(String level, String event, Map<String, ?> members) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("level", level);
    line.put("event", event);
    line.put("request", request);
    line.putAll(new TreeMap<>(members));
    lines.accept(GSON.toJson(line));
  }
}
