package dev.handoff.console.command;

import dev.handoff.console.remote.LabClient;
import dev.handoff.console.remote.LabFile;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which controller a command talks to: for now always that of a running lab. */
final class Connection {

  private static final String TOKEN = "HANDOFF_TOKEN";

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = {
        "the running lab to talk to; default: the one that was started last.",
        "Its token is taken from " + TOKEN + ", or from the lab's own file."
      })
  private @Nullable String endpoint;

  /** No controller can be addressed. The message says what would help. */
  static final class NoController extends Exception {
    NoController(String message) {
      super(message);
    }
  }

  LabClient client() throws NoController {
    String token = System.getenv(TOKEN);
    if (endpoint != null && token != null) {
      return new LabClient(new LabFile.Reach("", 0, endpoint, token));
    }
    try {
      List<LabFile.Reach> running = LabFile.running(LabFile.directory());
      if (endpoint != null) {
        return running.stream()
            .filter(lab -> lab.url().equals(endpoint))
            .findFirst()
            .map(LabClient::new)
            .orElseThrow(
                () -> new NoController("no lab runs at " + endpoint + "; else set " + TOKEN));
      }
      if (running.isEmpty()) {
        throw new NoController(
            "no lab is running; start one in another terminal: handoff lab"
                + " (deployed controllers cannot be addressed by this version yet)");
      }
      return new LabClient(running.getFirst());
    } catch (IOException e) {
      throw new NoController(
          "what labs are running cannot be read from " + LabFile.directory() + ": " + e);
    }
  }
}
