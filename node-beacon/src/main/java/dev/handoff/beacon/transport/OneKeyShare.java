package dev.handoff.beacon.transport;

import dev.handoff.beacon.transport.HttpCall.Answer;
import java.io.IOException;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS sockets that offer X25519 alone until a handshake fails, and from then on all that the JDK
 * offers.
 *
 * <p>The JDK begins a handshake with two keys, of X25519 and of secp256r1, of which the server
 * takes one. The second takes a beacon that has just been started 100 ms, a fifth of its start.
 * Servers must know secp256r1 and should know X25519 (RFC 8446, section 9.1): one that does not
 * costs a second handshake, once.
 */
final class OneKeyShare extends PreparedSockets {

  private static final String[] FIRST = {"x25519"};

  private volatile boolean all;

  OneKeyShare(Supplier<SSLSocketFactory> sockets) {
    super(sockets);
  }

  /** One call by these sockets, whatever other sockets may have been made of them. */
  interface Call {
    Answer send() throws IOException;
  }

  @Override
  void prepare(SSLSocket socket) {
    if (!all) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setNamedGroups(FIRST);
      socket.setSSLParameters(parameters);
    }
  }

  /**
   * Makes a call, and makes it again where TLS failed with the one group. What servers say that
   * know no such group differs, and the reason may be another, as a certificate that has run out;
   * it is found again then.
   *
   * @param call sends what does no harm when it arrives twice
   * @throws IOException if no complete answer came
   */
  Answer send(Call call) throws IOException {
    if (all) {
      return call.send();
    }
    try {
      return call.send();
    } catch (SSLException e) {
      all = true;
      return call.send();
    }
  }
}
