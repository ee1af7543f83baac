package dev.handoff.beacon.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handoff.beacon.transport.HttpCall.Answer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PathsTest {

  private static final Answer ANSWER = new Answer(200, "{}");

  private final Set<String> broken = new HashSet<>();
  private final List<String> tried = new ArrayList<>();
  private long now;
  private final Paths paths = new Paths(List.of("ens6", "ens5", "ens4"), () -> now);

  @Test
  void theFirstPathIsTakenWhileItWorks() throws Exception {
    send();
    send();

    assertEquals(List.of("ens6", "ens6"), tried);
  }

  @Test
  void theNextPathHelpsOut() throws Exception {
    broken.add("ens6");

    assertEquals(ANSWER, send());
    assertEquals(List.of("ens6", "ens5"), tried);
  }

  @Test
  void aPathThatHelpedOutIsTriedFirstForAWhile() throws Exception {
    broken.add("ens6");
    send();
    tried.clear();
    broken.clear();

    now += Paths.DETOUR.toNanos();
    send();
    now += 1;
    send();

    assertEquals(List.of("ens5", "ens6"), tried);
  }

  @Test
  void aDetourThatBreaksLeadsBack() throws Exception {
    broken.add("ens6");
    send();
    tried.clear();
    broken.clear();
    broken.add("ens5");

    send();

    assertEquals(List.of("ens5", "ens6"), tried);
  }

  @Test
  void whatAllPathsHaveSaidIsTold() {
    broken.addAll(List.of("ens6", "ens5", "ens4"));

    IOException failure = assertThrows(IOException.class, this::send);

    assertEquals("by ens6: java.io.IOException: ens6 is cut", failure.getMessage());
    assertEquals(2, failure.getSuppressed().length);
  }

  private Answer send() throws IOException {
    return paths.send(path -> {
      tried.add(path);
      if (broken.contains(path)) {
        throw new IOException(path + " is cut");
      }
      return ANSWER;
    });
  }
}
