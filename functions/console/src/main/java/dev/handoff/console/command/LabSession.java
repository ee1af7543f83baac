package dev.handoff.console.command;

import dev.handoff.console.dashboard.Page;
import dev.handoff.console.lab.Lab;
import dev.handoff.console.lab.LabListener;
import dev.handoff.console.lab.aws.AwsCloud;
import dev.handoff.console.lab.aws.AwsCloud.Listeners;
import dev.handoff.console.lab.aws.AwsPlace;
import dev.handoff.console.lab.cloud.Database;
import dev.handoff.console.lab.cloud.EmbeddedCloud;
import dev.handoff.console.lab.cloud.LoopbackServer;
import dev.handoff.console.remote.LabClient;
import dev.handoff.console.remote.LabFile;
import dev.handoff.console.remote.OperatorEndpoint;
import dev.handoff.dispatch.SystemTime;
import dev.handoff.events.spec.ClusterSpec;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A lab with all that belongs to it, which ends with this process, however it ends. */
final class LabSession implements AutoCloseable {

  private final LoopbackServer server;
  private final Lab lab;
  private final LabFile file;
  private final @Nullable Page page;
  private final Thread farewell = new Thread(this::end, "farewell");
  private boolean ended;

  /**
   * How a lab is to be run.
   *
   * @param off nodes that are not switched on yet
   * @param schedule how often the controller looks by itself
   * @param aws the API server to play on; null: the embedded cloud
   * @param dashboard the port of a page; null: none is wanted
   */
  record Settings(
      Set<String> off, Duration schedule, @Nullable AwsPlace aws, @Nullable Integer dashboard) {}

  private LabSession(ClusterSpec spec, Settings settings, LabListener listener) throws IOException {
    AwsPlace aws = settings.aws();
    server = LoopbackServer.open();
    lab =
        Lab.start(
            spec,
            settings.off(),
            (alerts, urgent, machines) ->
                aws == null
                    ? new EmbeddedCloud(Database.inMemory(), server, alerts, urgent, machines)
                    : new AwsCloud(
                        aws, new Listeners(alerts, urgent, listener::troubled, machines)),
            settings.schedule(),
            listener);
    String token = LoopbackServer.newToken();
    OperatorEndpoint.open(server, lab, token);
    file = LabFile.write(LabFile.directory(), spec.cluster(), server.url(), token);
    page = settings.dashboard() == null ? null : page(settings.dashboard(), token);
    Runtime.getRuntime().addShutdownHook(farewell);
  }

  /** It reads as any other process of this user would. */
  private Page page(int port, String token) throws IOException {
    String cluster = lab.spec().cluster();
    long pid = ProcessHandle.current().pid();
    LabClient client = new LabClient(new LabFile.Reach(cluster, pid, server.url(), token));
    try {
      return Page.open(client, port, new SystemTime());
    } catch (IOException e) {
      end();
      throw new IOException("port %d of 127.0.0.1 cannot be had".formatted(port), e);
    }
  }

  static LabSession start(ClusterSpec spec, Settings settings, LabListener listener)
      throws IOException {
    return new LabSession(spec, settings, listener);
  }

  /** What a person should know about this lab. */
  List<String> notes() {
    List<String> notes = new ArrayList<>(lab.notes());
    if (page != null) {
      notes.add("The page is " + page.address());
    }
    return notes;
  }

  /** Where the page is; null: none was wanted. */
  @Nullable URI page() {
    return page == null ? null : page.address();
  }

  Lab lab() {
    return lab;
  }

  @Override
  public void close() {
    end();
  }

  /** Once: at the end of the command, or when the process is told to end. */
  private synchronized void end() {
    if (!ended) {
      ended = true;
      if (page != null) {
        page.close();
      }
      lab.close();
      server.close();
      file.close();
    }
  }
}
