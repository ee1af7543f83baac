package dev.handoff.console.dashboard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handoff.console.dashboard.Guard.Asked;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GuardTest {

  @ParameterizedTest(name = "{0} {1} from {2}, {3} {4}: allowed {5}")
  @CsvSource({
    "GET,  127.0.0.1:8421,          ,                       ,             ,         true",
    "GET,  localhost:8421,          ,                       none,         navigate, true",
    "GET,  [::1]:8421,              ,                       same-origin,  cors,     true",
    "HEAD, 127.0.0.1:8421,          ,                       ,             ,         true",
    "GET,  localhost:9000,          http://localhost:9000,  same-origin,  cors,     true",
    "GET,  localhost,               ,                       ,             ,         true",
    "GET,  127.0.0.1:8421,          ,                       cross-site,   navigate, true",
    "POST, 127.0.0.1:8421,          ,                       ,             ,         false",
    "GET,  ,                        ,                       ,             ,         false",
    "GET,  evil.example:8421,       ,                       ,             ,         false",
    "GET,  127.0.0.1.evil.example,  ,                       ,             ,         false",
    "GET,  localhost.evil.example,  ,                       ,             ,         false",
    "GET,  169.254.169.254,         ,                       ,             ,         false",
    "GET,  127.0.0.1:8421,          http://evil.example,    cross-site,   cors,     false",
    "GET,  127.0.0.1:8421,          null,                   cross-site,   cors,     false",
    "GET,  127.0.0.1:8421,          http://127.0.0.1:3000,  same-site,    cors,     false",
    "GET,  127.0.0.1:8421,          ,                       cross-site,   no-cors,  false",
    "GET,  localhost:8421,          ,                       same-site,    no-cors,  false",
  })
  void onlyThePageItselfMayAsk(
      String method,
      @Nullable String host,
      @Nullable String origin,
      @Nullable String site,
      @Nullable String mode,
      boolean allowed) {
    var objection = Guard.objection(new Asked(method, host, origin, site, mode));

    assertEquals(allowed, objection.isEmpty(), objection::toString);
  }
}
