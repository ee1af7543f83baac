package dev.handoff.beacon.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import dev.handoff.beacon.SelfSigned;
import dev.handoff.beacon.loop.Outcome;
import dev.handoff.events.spec.Monitor.Check;
import dev.handoff.events.spec.Monitor.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real server that has a certificate for {@code www.example.test}, signed by itself. */
class HttpsCheckTest {

  private static final String NAME = "www.example.test";
  private static final Duration TIMEOUT = Duration.ofSeconds(20);

  private static @Nullable HttpsServer server;
  private static @Nullable SSLSocketFactory trusting;
  private static volatile String askedFor = "";

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    SSLContext context = SelfSigned.context(folder.resolve("keys.p12"), NAME);
    trusting = context.getSocketFactory();
    HttpsServer made =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    made.setHttpsConfigurator(new HttpsConfigurator(context));
    made.createContext("/", HttpsCheckTest::answer);
    made.start();
    server = made;
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.stop(0);
    }
  }

  private static void answer(HttpExchange exchange) throws IOException {
    ExtendedSSLSession session = (ExtendedSSLSession) ((HttpsExchange) exchange).getSSLSession();
    askedFor =
        session.getRequestedServerNames().stream()
            .map(Object::toString)
            .collect(Collectors.joining());
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }

  @Test
  void cannotTellWhereTheCertificateIsNotTrusted() {
    Outcome.Unknown unknown =
        assertInstanceOf(
            Outcome.Unknown.class, new HttpCheck(check(null, null), TIMEOUT, new Task(1)).run());

    assertTrue(unknown.detail().contains("certification path"), unknown::detail);
  }

  @Test
  void takesAnyCertificateWhereTheSpecSaysSo() {
    assertEquals(
        Outcome.OK, new HttpCheck(check(null, new Tls(false, null)), TIMEOUT, new Task(1)).run());
  }

  @Test
  void cannotTellWhereTheCertificateIsForAnotherName() throws Exception {
    Outcome.Unknown unknown =
        assertInstanceOf(Outcome.Unknown.class, trusting(null, new Tls(true, null)));

    assertTrue(unknown.detail().contains("127.0.0.1"), unknown::detail);
    assertInstanceOf(Outcome.Unknown.class, trusting(null, new Tls(true, "other.example.test")));
  }

  @Test
  void asksForTheNameOfTheServerThatTheSpecGives() throws Exception {
    assertEquals(Outcome.OK, trusting(null, new Tls(true, NAME)));
    assertTrue(askedFor.contains(NAME), () -> "asked for " + askedFor);
  }

  @Test
  void asksForTheHostOfTheRequestOtherwise() throws Exception {
    assertEquals(Outcome.OK, trusting(NAME + ":443", null));
    assertTrue(askedFor.contains(NAME), () -> "asked for " + askedFor);
  }

  private static Outcome trusting(@Nullable String host, @Nullable Tls tls)
      throws GeneralSecurityException {
    SSLSocketFactory factory = trusting;
    if (factory == null) {
      throw new GeneralSecurityException("there is no certificate to trust");
    }
    return new HttpCheck(check(host, tls), TIMEOUT, new Task(1)).run(() -> factory);
  }

  private static Check.Http check(@Nullable String host, @Nullable Tls tls) {
    int port = server == null ? 0 : server.getAddress().getPort();
    return new Check.Http("https://127.0.0.1:" + port + "/", List.of(), null, host, tls);
  }
}
