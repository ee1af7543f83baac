package dev.handoff.beacon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Keys of a server that signs its certificate itself, made by the JDK's own tool. */
public final class SelfSigned {

  private static final char[] PASSWORD = "only-here".toCharArray();

  private SelfSigned() {}

  /**
   * For a server and for clients that trust it.
   *
   * @param file where the keys are put
   * @param name that the certificate is for
   */
  public static SSLContext context(Path file, String name) throws Exception {
    KeyStore keys = keys(file, name);
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, PASSWORD);
    TrustManagerFactory others = TrustManagerFactory.getInstance("PKIX");
    others.init(keys);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own.getKeyManagers(), others.getTrustManagers(), null);
    return context;
  }

  /**
   * A key with a certificate of its own for it, under the alias {@code server}.
   *
   * @param subject of the certificate
   * @param more further options of the tool
   */
  public static KeyStore pair(Path file, String algorithm, String subject, String... more)
      throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                algorithm,
                "-dname",
                subject,
                "-validity",
                "3650",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD)));
    command.addAll(List.of(more));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, keytool.waitFor(), said);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  /** The key of such a pair. */
  public static PrivateKey privateKey(KeyStore pair) throws GeneralSecurityException {
    return (PrivateKey) pair.getKey("server", PASSWORD);
  }

  private static KeyStore keys(Path file, String name) throws Exception {
    KeyStore keys = pair(file, "EC", "CN=" + name, "-ext", "SAN=dns:" + name);
    KeyStore both = KeyStore.getInstance("PKCS12");
    both.load(null, null);
    both.setKeyEntry("server", privateKey(keys), PASSWORD, keys.getCertificateChain("server"));
    both.setCertificateEntry("trusted", keys.getCertificate("server"));
    return both;
  }
}
