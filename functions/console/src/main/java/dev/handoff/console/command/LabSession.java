package dev.handoff.console.command;

import dev.handoff.console.lab.Lab;
import dev.handoff.console.lab.LabListener;
import dev.handoff.console.lab.cloud.Database;
import dev.handoff.console.lab.cloud.EmbeddedCloud;
import dev.handoff.console.lab.cloud.LoopbackServer;
import dev.handoff.console.remote.LabFile;
import dev.handoff.console.remote.OperatorEndpoint;
import dev.handoff.events.spec.ClusterSpec;
import java.io.IOException;
import java.time.Duration;

/** A lab with all that belongs to it, which ends with this process, however it ends. */
final class LabSession implements AutoCloseable {

  private final LoopbackServer server;
  private final Lab lab;
  private final LabFile file;
  private final Thread farewell = new Thread(this::end, "farewell");
  private boolean ended;

  private LabSession(ClusterSpec spec, Duration schedule, LabListener listener) throws IOException {
    server = LoopbackServer.open();
    lab =
        Lab.start(
            spec,
            (alerts, urgent, machines) ->
                new EmbeddedCloud(Database.inMemory(), server, alerts, urgent, machines),
            schedule,
            listener);
    String token = LoopbackServer.newToken();
    OperatorEndpoint.open(server, lab, token);
    file = LabFile.write(LabFile.directory(), spec.cluster(), server.url(), token);
    Runtime.getRuntime().addShutdownHook(farewell);
  }

  static LabSession start(ClusterSpec spec, Duration schedule, LabListener listener)
      throws IOException {
    return new LabSession(spec, schedule, listener);
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
      lab.close();
      server.close();
      file.close();
    }
  }
}
