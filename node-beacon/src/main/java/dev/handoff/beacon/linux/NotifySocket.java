package dev.handoff.beacon.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * Datagrams to a Unix socket, as sd_notify(3) sends them. Java has no such sockets, so this calls
 * the C library; {@code systemd-notify} would be a process for each sign of life, and systemd would
 * have to believe every process of the unit.
 */
public final class NotifySocket {

  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;

  /** Bytes of {@code sun_family}, and of the longest {@code sun_path}. */
  private static final int FAMILY = 2;

  private static final int LONGEST_PATH = 107;

  private final String path;

  /** Opened with the first message. */
  private int socket = -1;

  /**
   * Creates one that is not open yet.
   *
   * @param path a file, or with {@code @} first a name in the abstract namespace
   */
  public NotifySocket(String path) {
    this.path = path;
  }

  /**
   * Sends one message.
   *
   * @throws IOException if nobody takes it
   */
  public void send(String message) throws IOException {
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    if (name.length > LONGEST_PATH || !(path.startsWith("/") || path.startsWith("@"))) {
      throw new IOException("NOTIFY_SOCKET is not the address of a Unix socket: " + path);
    }
    if (name[0] == '@') {
      name[0] = 0;
    }
    if (socket < 0) {
      socket = CLibrary.socket(AF_UNIX, SOCK_DGRAM, 0);
    }
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(FAMILY + LONGEST_PATH + 1, Short.BYTES);
      address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
      MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, FAMILY, name.length);
      MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, text);
      // The length tells an abstract name from a path, and leaves room for the latter's end.
      int length = FAMILY + name.length + (name[0] == 0 ? 0 : 1);
      if (CLibrary.sendTo(socket, bytes, address, length) != text.length) {
        throw new IOException("sendto " + path + " did not take the message");
      }
    }
  }
}
