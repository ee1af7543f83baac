package dev.handoff.console.command;

import dev.handoff.console.ExitCode;
import dev.handoff.console.command.Connection.NoController;
import dev.handoff.console.dashboard.Page;
import dev.handoff.console.operator.OperatorVerb.BadInput;
import dev.handoff.console.remote.Contact;
import dev.handoff.dispatch.SystemTime;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows a cluster in the browser. */
@Command(
    name = "dashboard",
    description = {
      "Show a cluster as a page in your browser: what is where, live beats, the last day, and",
      "why. It is read-only, it reads with your own credentials, and only this machine can reach",
      "it, at the address that is printed. It runs until it is stopped."
    })
final class DashboardCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "8421",
      description = "where it listens on 127.0.0.1, 0: any; default: ${DEFAULT-VALUE}")
  private int port;

  @Mixin private final Connection connection;

  @Spec private CommandSpec command = CommandSpec.create();

  DashboardCommand(Connection connection) {
    this.connection = connection;
  }

  @Override
  public Integer call() throws NoController, BadInput {
    try (Page page = open(connection.open(), port)) {
      PrintWriter out = command.commandLine().getOut();
      out.println(page.address());
      out.flush();
      new CountDownLatch(1).await(); // Until the process is told to end.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // That is how it ends where it is not a process.
    }
    return ExitCode.DONE;
  }

  /**
   * Opens a page.
   *
   * @param contact closed with the page, and also if there will be none
   */
  static Page open(Contact contact, int port) throws NoController, BadInput {
    if (port < 0 || port > 65_535) {
      contact.close();
      throw new BadInput("a port is a number from 0 to 65535, not " + port);
    }
    try {
      return Page.open(contact, port, new SystemTime());
    } catch (IOException e) {
      contact.close();
      throw new NoController(
          "port %d of 127.0.0.1 cannot be had (%s); 0 takes any that is free"
              .formatted(port, e.getMessage()));
    }
  }
}
