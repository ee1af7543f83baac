package dev.handoff.beacon.transport.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.beacon.transport.StoreHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a small fake of the metadata service and of the identity service. */
class InstancePrincipalTest {

  private static final Duration LASTS = Duration.ofMinutes(20);

  @TempDir static Path folder;

  private static InstanceKeys keys;

  /** To make one takes a second. */
  private static KeyPair[] pairs;

  private final Queue<Runnable> aside = new ArrayDeque<>();
  private final List<String> log = new ArrayList<>();
  private final Instant start = Instant.now();
  private Instant now = start;
  private PlayedIdentity identity;
  private InstancePrincipal principal;
  private @Nullable KeptSession kept;
  private int made;

  @BeforeAll
  static void makesACertificate() throws Exception {
    keys = InstanceKeys.made(folder.resolve("instance.p12"));
    pairs = new KeyPair[] {InstancePrincipal.pair(), PlayedOci.KEYS};
  }

  @BeforeEach
  void opensTheServices() throws IOException {
    identity = new PlayedIdentity(keys, () -> now.plus(LASTS));
    principal = principal(() -> pairs[made++ % pairs.length]);
  }

  @AfterEach
  void closesTheServices() {
    identity.close();
  }

  @Test
  void itsCertificateGetsATokenForAKeyOfItsOwn() throws Exception {
    SigningKey key = principal.get();

    assertEquals("ST$" + identity.tokens().getLast(), key.id());
    PublicKey told =
        KeyFactory.getInstance("RSA")
            .generatePublic(
                new X509EncodedKeySpec(
                    Base64.getDecoder()
                        .decode(identity.question().get("publicKey").getAsString())));
    byte[] text = {1, 2, 3};
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key.key());
    signature.update(text);
    byte[] signed = signature.sign();
    signature.initVerify(told);
    signature.update(text);
    assertTrue(signature.verify(signed));
  }

  @Test
  void itAsksAsTheIdentityServiceWantsIt() throws Exception {
    principal.get();

    assertEquals(keys.certificate(), identity.question().get("certificate").getAsString());
    assertEquals(
        keys.intermediate(),
        identity.question().getAsJsonArray("intermediateCertificates").get(0).getAsString());
    assertEquals("DEFAULT", identity.question().get("purpose").getAsString());
    assertEquals("SHA256", identity.question().get("fingerprintAlgorithm").getAsString());
    assertEquals(InstanceKeys.TENANCY + "/fed-x509-sha256/" + keys.fingerprint(), identity.keyId());
  }

  @Test
  void aTokenIsKeptUntilShortlyBeforeItEnds() throws Exception {
    SigningKey first = principal.get();
    now = start.plus(LASTS).minus(InstancePrincipal.EARLY).minusSeconds(2);

    assertEquals(first, principal.get());
    assertEquals(0, aside.size());
  }

  @Test
  void itIsRenewedAsideWhileTheOldOneIsUsed() throws Exception {
    SigningKey first = principal.get();
    now = start.plus(LASTS).minus(InstancePrincipal.EARLY);

    assertEquals(first, principal.get());
    assertEquals(first, principal.get());
    assertEquals(1, aside.size());
    aside.remove().run();

    assertNotEquals(first, principal.get());
    assertEquals(List.of(), log);
  }

  @Test
  void aRenewalThatFailsIsRepeatedWhileTheOldOneIsUsed() throws Exception {
    SigningKey first = principal.get();
    now = start.plus(LASTS).minus(InstancePrincipal.EARLY);
    identity.breakDown(true);

    assertEquals(first, principal.get());
    aside.remove().run();
    assertEquals(first, principal.get());
    assertEquals(0, aside.size(), "not again at once");
    now = now.plus(InstancePrincipal.PAUSE);
    assertEquals(first, principal.get());
    assertEquals(1, aside.size());

    assertEquals(1, log.size(), log::toString);
    assertTrue(
        log.getFirst().startsWith("the instance's token is not renewed yet: "), log::toString);
  }

  @Test
  void itDoesNotSignWithATokenThatHasEnded() throws Exception {
    principal.get();
    now = start.plus(LASTS);
    identity.breakDown(true);

    assertThrows(IOException.class, principal::get);

    identity.breakDown(false);
    assertEquals("ST$" + identity.token(principal), principal.get().id());
  }

  @Test
  void aTokenThatIsRefusedIsReplaced() throws Exception {
    SigningKey first = principal.get();
    now = now.plus(InstancePrincipal.PAUSE);

    assertTrue(principal.refused(first));

    assertNotEquals(first, principal.get());
  }

  @Test
  void aBrandNewTokenIsNotReplaced() throws Exception {
    SigningKey first = principal.get();

    assertFalse(principal.refused(first));

    assertEquals(first, principal.get());
  }

  @Test
  void aTokenThatIsRefusedIsKeptWhereThereIsNoOther() throws Exception {
    SigningKey first = principal.get();
    now = now.plus(InstancePrincipal.PAUSE);
    identity.breakDown(true);

    assertFalse(principal.refused(first));

    assertEquals(first, principal.get());
    assertEquals(1, log.size(), log::toString);
  }

  @Test
  void saysThatTheIdentityServiceGaveNoToken() {
    identity.refuse(true);

    IOException thrown = assertThrows(IOException.class, principal::get);

    assertEquals(
        "the identity service gave no token: "
            + identity.url()
            + "/v1/x509: 401 NotAuthenticated: who are you",
        thrown.getMessage());
  }

  @Test
  void saysThatATokenMakesNoSense() {
    for (String answer : List.of("{}", "{\"token\": \"abc\"}", "{\"token\": \"a.b.c\"}", "")) {
      identity.answer(answer);

      IOException thrown = assertThrows(IOException.class, principal::get);

      assertEquals(
          "the identity service answered with no token that makes sense", thrown.getMessage());
    }
  }

  @Test
  void aTokenDoesNotShowInWords() throws Exception {
    assertEquals("SigningKey[ST$…]", principal.get().toString());
  }

  @Test
  void aPairThatNoTokenWasGivenForServesAgain() throws Exception {
    identity.breakDown(true);
    assertThrows(IOException.class, principal::get);
    assertThrows(IOException.class, principal::get);
    identity.breakDown(false);

    principal.get();

    assertEquals(1, made);
  }

  @Test
  void aBeaconGoesOnWithTheTokenOfTheOneBefore(@TempDir Path state) throws Exception {
    SigningKey left = keeping(state, "boot-1").get();

    SigningKey found = keeping(state, "boot-1").get();

    assertEquals(left, found);
    assertEquals(1, identity.tokens().size());
    assertEquals(
        "rw-------",
        PosixFilePermissions.toString(
            Files.getPosixFilePermissions(state.resolve("session.json"))));
  }

  @Test
  void aTokenOfBeforeIsRenewedInItsTime(@TempDir Path state) throws Exception {
    SigningKey left = keeping(state, "boot-1").get();
    now = start.plus(LASTS).minusSeconds(30);

    InstancePrincipal next = keeping(state, "boot-1");

    assertEquals(left, next.get());
    now = start.plus(LASTS).minusSeconds(10);
    assertEquals(left, next.get());
    aside.remove().run();
    assertNotEquals(left, next.get());
  }

  @Test
  void aTokenOfAnotherBootIsNotUsed(@TempDir Path state) throws Exception {
    SigningKey left = keeping(state, "boot-1").get();

    assertNotEquals(left, keeping(state, "boot-2").get());
  }

  @Test
  void aTokenOfBeforeThatHasEndedIsNotUsed(@TempDir Path state) throws Exception {
    SigningKey left = keeping(state, "boot-1").get();
    now = start.plus(LASTS);

    assertNotEquals(left, keeping(state, "boot-1").get());
  }

  @Test
  void aFileThatIsDamagedIsToldAndReplaced(@TempDir Path state) throws Exception {
    for (String damage : List.of("{", "{}", "{\"boot\": \"boot-1\"}")) {
      Files.writeString(state.resolve("session.json"), damage);
      log.clear();

      keeping(state, "boot-1").get();

      assertEquals(1, log.size(), log::toString);
      assertTrue(log.getFirst().startsWith("the instance's token of before cannot be used: "));
    }
    keeping(state, "boot-1").get();
    assertEquals(1, log.size(), log::toString);
  }

  private InstancePrincipal keeping(Path folder, String boot) {
    kept = new KeptSession(folder.resolve("session.json"), boot);
    return principal(() -> pairs[made++ % pairs.length]);
  }

  private InstancePrincipal principal(Supplier<KeyPair> source) {
    return new InstancePrincipal(
        new InstancePrincipal.Sources(
            identity.url(), identity.url(), new StoreHttp(List.of()), source, kept),
        new ServerClock(() -> now),
        new Surroundings(System::nanoTime, aside::add, log::add));
  }
}
