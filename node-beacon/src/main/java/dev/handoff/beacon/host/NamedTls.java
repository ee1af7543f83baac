package dev.handoff.beacon.host;

import dev.handoff.events.spec.Monitor.Check;
import dev.handoff.events.spec.Monitor.Tls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * TLS to a server under a name that need not be the one it is reached by, as when a check asks the
 * loopback for a site that this machine serves.
 */
final class NamedTls extends SSLSocketFactory {

  /** An address, which TLS does not send as the name of a server. */
  private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");

  private static final Pattern PORT = Pattern.compile(":[0-9]+$");

  private final SSLSocketFactory tls;
  private final String name;

  private NamedTls(SSLSocketFactory tls, String name) {
    this.tls = tls;
    this.name = name;
  }

  /**
   * The way in which a check is to meet its server.
   *
   * @param reachedBy the host of the URL
   * @param verifying trusts the certificates that are to be trusted
   */
  static SSLSocketFactory of(
      Check.Http check, String reachedBy, Supplier<SSLSocketFactory> verifying) {
    Tls tls = check.tls();
    SSLSocketFactory factory = tls == null || tls.verify() ? verifying.get() : Gullible.FACTORY;
    return new NamedTls(factory, name(check.host(), tls, reachedBy));
  }

  private static String name(@Nullable String host, @Nullable Tls tls, String reachedBy) {
    if (tls != null && tls.serverName() != null) {
      return tls.serverName();
    }
    return host == null ? reachedBy : PORT.matcher(host).replaceFirst("");
  }

  /** The one that the JDK's connections call. */
  @Override
  public Socket createSocket(Socket socket, String host, int port, boolean autoClose)
      throws IOException {
    SSLSocket secured = (SSLSocket) tls.createSocket(socket, name, port, autoClose);
    SSLParameters parameters = secured.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    if (!ADDRESS.matcher(name).matches()) {
      try {
        parameters.setServerNames(List.of(new SNIHostName(name)));
      } catch (IllegalArgumentException e) {
        throw new IOException(name + " cannot be the name of a server: " + e.getMessage(), e);
      }
    }
    secured.setSSLParameters(parameters);
    return secured;
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return createSocket(new Socket(host, port), host, port, true);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(new Socket(host, port, from, fromPort), host, port, true);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket(new Socket(host, port), host.getHostAddress(), port, true);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return createSocket(new Socket(host, port, from, fromPort), host.getHostAddress(), port, true);
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return tls.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return tls.getSupportedCipherSuites();
  }

  /** Believes any certificate; made when the first spec asks for that. */
  private static final class Gullible extends X509ExtendedTrustManager {
    static final SSLSocketFactory FACTORY = factory();

    private static SSLSocketFactory factory() {
      try {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Gullible()}, null);
        return context.getSocketFactory();
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java has TLS", e);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
