package dev.handoff.beacon.host;

import dev.handoff.beacon.host.CommandRun.Result;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Monitor;
import dev.handoff.events.spec.Monitor.Check;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.time.Duration;

/**
 * Carries out checks that do not depend on the service's kind. A failure is what the service did
 * wrong; what this machine could not do (no such command, no such name, no file descriptor left) is
 * unknown.
 */
final class MonitorRun {

  private MonitorRun() {}

  /** A TCP connection must be accepted. */
  static Outcome tcp(Check.Tcp check, Duration timeout, Task task) {
    try (Socket socket = new Socket()) {
      task.onKill(() -> close(socket));
      InetSocketAddress address = new InetSocketAddress(check.host(), check.port());
      if (address.isUnresolved()) {
        return new Outcome.Unknown("the name " + check.host() + " cannot be resolved");
      }
      socket.connect(address, millis(timeout));
      return Outcome.OK;
    } catch (IOException e) {
      return judge(e, timeout);
    }
  }

  /** A command must exit with 0. */
  static Outcome command(Check.Command check, Task task) throws InterruptedException {
    return switch (CommandRun.run(check.command(), task)) {
      case Result.Exited r -> r.code() == 0 ? Outcome.OK : new Outcome.Failed(r.inWords());
      case Result.NotRun r -> new Outcome.Unknown("cannot be run: " + r.why());
    };
  }

  /** What a connection that broke says about the service. */
  static Outcome judge(IOException e, Duration timeout) {
    if (e instanceof SocketTimeoutException) {
      return new Outcome.Failed("no answer within " + timeout.toMillis() + "ms");
    }
    if (e instanceof ConnectException) {
      return new Outcome.Failed(inWords(e));
    }
    boolean ours =
        e instanceof UnknownHostException
            || hasCause(e, CertificateException.class)
            || mentions(e, "Too many open files")
            || mentions(e, "Operation not permitted");
    return ours ? new Outcome.Unknown(inWords(e)) : new Outcome.Failed(inWords(e));
  }

  private static boolean hasCause(Throwable thrown, Class<? extends Throwable> type) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        return true;
      }
    }
    return false;
  }

  private static boolean mentions(IOException e, String error) {
    String message = e.getMessage();
    return message != null && message.contains(error);
  }

  static String inWords(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  /** Zero would mean for ever. */
  static int millis(Duration timeout) {
    return Math.toIntExact(Math.clamp(timeout.toMillis(), 1, Integer.MAX_VALUE));
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException _) {
      // Closing is all that could be done to end the wait; its own timeout does the rest.
    }
  }

  /** Carries out a check of any kind; the driver answers for the service's own. */
  static Outcome run(Monitor monitor, OwnCheck own, Task task) throws InterruptedException {
    return switch (monitor.check()) {
      case Check.Http check -> new HttpCheck(check, monitor.timeout(), task).run();
      case Check.Tcp check -> tcp(check, monitor.timeout(), task);
      case Check.Command check -> command(check, task);
      case Check.PidFile check -> ProcessCheck.pidFile(check);
      case Check.Processes check -> ProcessCheck.processes(check);
      case Check.Own _ -> own.check(task);
    };
  }

  /** The service kind's own check. */
  interface OwnCheck {
    Outcome check(Task task) throws InterruptedException;
  }
}
