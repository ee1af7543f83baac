package dev.handoff.beacon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What systemd is told. */
class WatchdogTest {

  private static final Duration PATIENCE = Duration.ofSeconds(9);

  @TempDir Path folder;

  private final List<String> told = new ArrayList<>();
  private final List<String> log = new ArrayList<>();

  @Test
  void givesASignOfLifeThreeTimesInSystemdsPatience() {
    Watchdog watchdog = new Watchdog(told::add, PATIENCE, log::add);

    watchdog.turned(seconds(100));
    watchdog.turned(seconds(101));
    watchdog.turned(seconds(102));
    assertEquals(seconds(103), watchdog.nextWake());
    watchdog.turned(seconds(103));

    assertEquals(List.of("READY=1", "WATCHDOG=1", "WATCHDOG=1"), told);
  }

  @Test
  void givesNoSignOfLifeForALoopThatDoesNotTurn() {
    Watchdog watchdog = new Watchdog(told::add, PATIENCE, log::add);
    watchdog.turned(seconds(100));
    told.clear();

    // An hour in which nobody calls: there is no thread that could speak for the loop.
    assertEquals(List.of(), told);
    watchdog.turned(seconds(3700));
    assertEquals(List.of("WATCHDOG=1"), told);
  }

  @Test
  void saysOnlyThatItIsReadyWhereNobodyWaitsForSignsOfLife() {
    Watchdog watchdog = new Watchdog(told::add, Duration.ZERO, log::add);

    watchdog.turned(seconds(100));
    watchdog.turned(seconds(200));
    watchdog.stopping();

    assertEquals(List.of("READY=1", "STOPPING=1"), told);
    assertEquals(Long.MAX_VALUE, watchdog.nextWake());
  }

  @Test
  void doesNothingWithoutSystemd() {
    Watchdog watchdog = Watchdog.of(Map.of("WATCHDOG_USEC", "9000000"), 7, log::add);

    watchdog.turned(seconds(100));
    watchdog.turned(seconds(200));

    assertEquals(Long.MAX_VALUE, watchdog.nextWake());
    assertEquals(List.of(), log);
  }

  @Test
  void givesNoSignsOfLifeInTheNameOfAnotherProcess() {
    Map<String, String> environment =
        Map.of(
            "NOTIFY_SOCKET",
            folder.resolve("nobody").toString(),
            "WATCHDOG_USEC",
            "9000000",
            "WATCHDOG_PID",
            "8");
    Watchdog watchdog = Watchdog.of(environment, 7, log::add);

    watchdog.turned(seconds(100));

    assertEquals(Long.MAX_VALUE, watchdog.nextWake());
  }

  @Test
  void saysOnceThatSystemdCannotBeTold() {
    Watchdog.Notify deaf =
        message -> {
          throw new IOException("no such socket");
        };
    Watchdog watchdog = new Watchdog(deaf, PATIENCE, log::add);

    watchdog.turned(seconds(100));
    watchdog.turned(seconds(200));

    assertEquals(List.of("systemd cannot be told READY=1: no such socket"), log);
  }

  @Test
  void reachesARealSocketByItsPathAndByAnAbstractName() throws Exception {
    assertEquals(List.of("READY=1", "WATCHDOG=1"), heard(folder.resolve("notify").toString()));
    assertEquals(List.of("READY=1", "WATCHDOG=1"), heard("@handoff-" + System.nanoTime()));
  }

  @Test
  void saysWhatIsWrongWithAnAddressThatIsNone() {
    Map<String, String> environment = Map.of("NOTIFY_SOCKET", "vsock:2:1234");

    Watchdog.of(environment, 7, log::add).turned(0);

    assertTrue(log.getFirst().contains("not the address of a Unix socket: vsock"), log::toString);
  }

  /** What python3 hears on a datagram socket, which Java has not. */
  private List<String> heard(String address) throws IOException {
    Path python = python();
    Process listener =
        new ProcessBuilder(
                python.toString(),
                "-c",
                """
                import socket, sys
                name = sys.argv[1]
                s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
                s.bind('\\0' + name[1:] if name[0] == '@' else name)
                s.settimeout(30)
                print('bound', flush=True)
                for _ in range(2):
                    print(s.recv(4096).decode(), flush=True)
                """,
                address)
            .redirectErrorStream(true)
            .start();
    try (BufferedReader lines = listener.inputReader(StandardCharsets.UTF_8)) {
      assertEquals("bound", lines.readLine());
      Map<String, String> environment =
          Map.of("NOTIFY_SOCKET", address, "WATCHDOG_USEC", "9000000");
      Watchdog.of(environment, 7, log::add).turned(seconds(100));
      assertEquals(List.of(), log);
      return List.of(lines.readLine(), lines.readLine());
    } finally {
      listener.destroyForcibly();
    }
  }

  private static Path python() {
    List<Path> found =
        Stream.of(System.getenv("PATH").split(":", -1))
            .map(folder -> Path.of(folder, "python3"))
            .filter(Files::isExecutable)
            .toList();
    assumeTrue(!found.isEmpty(), "python3, which listens on the socket, is not installed");
    return found.getFirst();
  }

  private static long seconds(long count) {
    return Duration.ofSeconds(count).toNanos();
  }
}
