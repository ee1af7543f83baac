package dev.handoff.console.lab.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * What {@code curl} asks a port of loopback. A status from 200 to 299 is a good answer; nothing is
 * ever asked a second time, so that what is cut off shows.
 */
record PortQuestion(int port) implements ClientLoop.Question {

  private static final byte[] REQUEST =
      "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
          .getBytes(StandardCharsets.US_ASCII);

  @Override
  public boolean isAnswered() throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), ClientLoop.TIMEOUT_MILLIS);
      socket.setSoTimeout(ClientLoop.TIMEOUT_MILLIS);
      socket.getOutputStream().write(REQUEST);
      return isGood(socket.getInputStream());
    }
  }

  /** Reads the whole answer, and tells whether its status line is {@code HTTP/1.x 2xx}. */
  private static boolean isGood(InputStream in) throws IOException {
    byte[] answer = in.readAllBytes();
    return answer.length > 10
        && new String(answer, 0, 10, StandardCharsets.US_ASCII).matches("HTTP/1\\.[01] 2");
  }
}
