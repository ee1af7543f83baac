package dev.handoff.beacon.transport.oci;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.handoff.beacon.transport.HttpCall.Answer;
import dev.handoff.beacon.transport.StoreHttp;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The instance itself as the caller ("instance principal"): with the certificate that the metadata
 * service gives it, it asks the identity service for a token that goes with a key of its own, and
 * signs calls with that key.
 *
 * <p>A token is renewed {@link #EARLY} before it ends, aside, so that no beat waits for it. A
 * renewal that fails is repeated, while the old token is used for as long as it is valid. A beacon
 * that is replaced leaves it to the next one.
 */
final class InstancePrincipal implements OciCredentials {

  static final Duration EARLY = Duration.ofMinutes(5);
  static final Duration PAUSE = Duration.ofSeconds(10);

  private static final int BITS = 2048;
  private static final Base64.Encoder BASE64 = Base64.getEncoder();

  private final Sources sources;
  private final ServerClock clock;
  private final Executor aside;
  private final Consumer<String> log;
  private final AtomicReference<@Nullable KeyPair> unused = new AtomicReference<>();
  private volatile @Nullable Session session;
  private volatile Attempt last = new Attempt(Instant.MIN, null);
  private boolean underWay;
  private boolean isLookedFor;

  /**
   * Whom it asks.
   *
   * @param metadata the instance metadata service
   * @param federation the identity service, for example {@code
   *     https://auth.eu-frankfurt-1.oraclecloud.com}
   * @param pairs makes key pairs
   * @param kept where tokens outlive the beacon; null: nowhere
   */
  record Sources(
      URI metadata,
      URI federation,
      StoreHttp http,
      Supplier<KeyPair> pairs,
      @Nullable KeptSession kept) {}

  /** A token with its key, and when to look for the next one. */
  private record Session(SigningKey key, Instant renewal, Instant end) {}

  /** The newest attempt to get a token, and what it failed of; null: it did not. */
  private record Attempt(Instant at, @Nullable IOException failure) {}

  /**
   * @param clock decides when a token ends; wrong times are mended by the services' answers
   * @param surroundings what takes long is done aside, and why a renewal failed is logged
   */
  InstancePrincipal(Sources sources, ServerClock clock, Surroundings surroundings) {
    this.sources = sources;
    this.clock = clock;
    this.aside = surroundings.aside();
    this.log = surroundings.log();
  }

  @Override
  public SigningKey get() throws IOException {
    Session known = session;
    Instant now = clock.instant();
    if (known == null || !now.isBefore(known.end)) {
      return renewedNow(known, last);
    }
    if (!now.isBefore(known.renewal) && begins(now)) {
      aside.execute(this::renewAside);
    }
    return known.key;
  }

  /** A token may have been revoked; but one that is brand-new is not the reason. */
  @Override
  public synchronized boolean refused(SigningKey key) {
    Session known = session;
    if (known == null || !known.key.equals(key)) {
      return true;
    }
    if (isTooSoon(clock.instant())) {
      return false;
    }
    try {
      renew();
      return true;
    } catch (IOException e) {
      log.accept("the instance's token was refused, and there is no other: " + e.getMessage());
      return false;
    }
  }

  /** One at a time; who has waited for an attempt that failed does not make another one. */
  private synchronized SigningKey renewedNow(@Nullable Session before, Attempt seen)
      throws IOException {
    Session known = session;
    if (known != null && !known.equals(before)) {
      return known.key;
    }
    Session found = known == null ? found() : null;
    if (found != null) {
      session = found;
      return found.key;
    }
    Attempt newest = last;
    if (!newest.equals(seen) && newest.failure != null) {
      throw new IOException(newest.failure.getMessage(), newest.failure);
    }
    return renew().key;
  }

  /** What the beacon before this one has left; null: nothing that is still valid. */
  private @Nullable Session found() {
    KeptSession kept = sources.kept;
    if (kept == null || isLookedFor) {
      return null;
    }
    isLookedFor = true;
    try {
      KeptSession.Content content = kept.read();
      return content == null || !clock.instant().isBefore(content.token().expires())
          ? null
          : session(content.token(), content.key());
    } catch (IOException e) {
      log.accept("the instance's token of before cannot be used: " + e.getMessage());
      return null;
    }
  }

  private void keep(SecurityToken token, PrivateKey key) {
    if (sources.kept != null) {
      try {
        sources.kept.write(new KeptSession.Content(token, key));
      } catch (IOException e) {
        log.accept("the instance's token cannot be kept for the next start: " + e);
      }
    }
  }

  private synchronized boolean begins(Instant now) {
    if (underWay || isTooSoon(now)) {
      return false;
    }
    underWay = true;
    return true;
  }

  private boolean isTooSoon(Instant now) {
    return now.isBefore(last.at.plus(PAUSE));
  }

  private void renewAside() {
    try {
      renew();
    } catch (IOException e) {
      log.accept("the instance's token is not renewed yet: " + e.getMessage());
    } finally {
      ended();
    }
  }

  private synchronized void ended() {
    underWay = false;
  }

  private Session renew() throws IOException {
    KeyPair given = unused.getAndSet(null);
    KeyPair keys = given == null ? sources.pairs.get() : given;
    try {
      SecurityToken token = token(keys);
      Session fresh = session(token, keys.getPrivate());
      session = fresh;
      last = new Attempt(clock.instant(), null);
      keep(token, keys.getPrivate());
      return fresh;
    } catch (IOException e) {
      unused.set(keys); // It costs a second of CPU to find two primes.
      last = new Attempt(clock.instant(), e);
      throw e;
    }
  }

  private SecurityToken token(KeyPair keys) throws IOException {
    InstanceCertificate certificate = InstanceCertificate.of(sources.metadata);
    OciRequest request =
        OciRequest.post(URI.create(sources.federation + "/v1/x509"), question(certificate, keys));
    OciCall call = new OciCall(sources.http, OciCredentials.fixed(certificate.key()), clock);
    Answer answer = call.send(request);
    if (!answer.isOk()) {
      throw new IOException(
          "the identity service gave no token: " + request.url() + ": " + OciCall.refusal(answer));
    }
    return SecurityToken.of(answer.body());
  }

  private Session session(SecurityToken token, PrivateKey key) {
    Instant now = clock.instant();
    Duration lasts = Duration.between(now, token.expires());
    Duration half = lasts.dividedBy(2);
    Duration early = EARLY.compareTo(half) < 0 ? EARLY : half;
    return new Session(
        new SigningKey("ST$" + token.text(), key), token.expires().minus(early), token.expires());
  }

  private static String question(InstanceCertificate certificate, KeyPair keys) {
    JsonArray intermediates = new JsonArray();
    intermediates.add(certificate.intermediate());
    JsonObject question = new JsonObject();
    question.addProperty("certificate", certificate.certificate());
    question.addProperty("publicKey", BASE64.encodeToString(keys.getPublic().getEncoded()));
    question.add("intermediateCertificates", intermediates);
    question.addProperty("purpose", "DEFAULT");
    question.addProperty("fingerprintAlgorithm", "SHA256");
    return question.toString();
  }

  /** Makes a pair of the kind that the identity service wants. */
  static KeyPair pair() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(BITS);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has RSA", e);
    }
  }
}
