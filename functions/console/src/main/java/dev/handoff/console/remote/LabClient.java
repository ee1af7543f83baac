package dev.handoff.console.remote;

import dev.handoff.console.status.ClusterView;
import dev.handoff.console.status.Pulse;
import dev.handoff.controller.answer.Answer;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Talks to a running lab. */
public final class LabClient implements Contact {

  private static final int CONNECT_MILLIS = 2_000;

  /** An operator's command may see a whole handover through. */
  private static final int READ_MILLIS = 60_000;

  private final LabFile.Reach reach;

  public LabClient(LabFile.Reach reach) {
    this.reach = reach;
  }

  @Override
  public String operate(OperatorCommand command) throws Failure {
    String by = System.getProperty("user.name");
    String asked = Json.write(new OperatorEndpoint.Asked(by, command));
    return read(call("POST", "/operator", asked), String.class);
  }

  @Override
  public ClusterView status() throws Failure {
    return read(call("GET", "/status", null), ClusterView.class);
  }

  @Override
  public List<JournalEntry> history(int limit) throws Failure {
    return List.of(read(call("GET", "/history/" + limit, null), JournalEntry[].class));
  }

  @Override
  public Answer explain(String group) throws Failure {
    String name = URLEncoder.encode(group, StandardCharsets.UTF_8);
    return read(call("GET", "/explain/" + name, null), Answer.class);
  }

  @Override
  public Pulse pulse() throws Failure {
    return read(call("GET", "/pulse", null), Pulse.class);
  }

  @Override
  public ClusterRecord record() throws Failure {
    return read(call("GET", "/record", null), ClusterRecord.class);
  }

  @Override
  public String where() {
    return "a lab on this machine";
  }

  private String call(String method, String path, @Nullable String body) throws Failure {
    try {
      HttpURLConnection call =
          (HttpURLConnection) URI.create(reach.url() + path).toURL().openConnection();
      call.setRequestMethod(method);
      call.setConnectTimeout(CONNECT_MILLIS);
      call.setReadTimeout(READ_MILLIS);
      call.setRequestProperty("Authorization", "Bearer " + reach.token());
      if (body != null) {
        call.setDoOutput(true);
        call.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
      }
      int status = call.getResponseCode();
      try (InputStream in = status == 200 ? call.getInputStream() : call.getErrorStream()) {
        String answer = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        if (status == 200) {
          return answer;
        }
        throw new Failure(answer.strip(), status == OperatorEndpoint.REFUSED);
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new Failure("the lab at " + reach.url() + " does not answer: " + e.getMessage(), false);
    }
  }

  private static <T> T read(String json, Class<T> type) throws Failure {
    try {
      return Json.read(json, type);
    } catch (MalformedEvent e) {
      throw new Failure("this is no answer of a lab: " + e.getMessage(), false);
    }
  }

  /** Each call has a connection of its own: nothing is left to close. */
  @Override
  public void close() {}
}
