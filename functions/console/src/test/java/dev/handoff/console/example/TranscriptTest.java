package dev.handoff.console.example;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TranscriptTest {

  @ParameterizedTest
  @CsvSource({
    "at node1  http://127.0.0.1:18080/, at node1  http://127.0.0.1:<port>/",
    "httpd: 1 of 3 last 2026-05-03 09:46:48 UTC, httpd: 1 of 3 last <time>",
    "until 2026-05-03T09:46:48.711652277Z, until <time>",
    "BANNED from node2 59 min left; lift, BANNED from node2 <time> left; lift",
    "alert:   vip-apache-ping-14-mg8k2z0q, alert:   <id>",
    "node1    httpd: not running, node1    httpd: killed by SIGKILL"
  })
  void leavesOutWhatDiffersFromPlayToPlay(String shown, String kept) {
    assertEquals(kept, Transcript.withoutVarying(shown));
  }

  @ParameterizedTest
  @CsvSource({"httpd: 1 of 3", "vip (private-ip 192.168.0.203)", "node1 default_ping_set: 1000"})
  void keepsEverythingElse(String shown) {
    assertEquals(shown, Transcript.withoutVarying(shown));
  }
}
