package dev.handoff.beacon;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * Datagrams to a Unix socket, as sd_notify(3) sends them. Java has no such sockets, so this calls
 * the C library of Linux; {@code systemd-notify} would be a process for each sign of life, and
 * systemd would have to believe every process of the unit.
 */
final class NotifySocket implements Watchdog.Notify {

  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM = 2;
  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;

  /** Bytes of {@code sun_family}, and of the longest {@code sun_path}. */
  private static final int FAMILY = 2;

  private static final int LONGEST_PATH = 107;

  private final String path;

  /** Opened with the first message. */
  private int socket = -1;

  /**
   * @param path a file, or with {@code @} first a name in the abstract namespace
   */
  NotifySocket(String path) {
    this.path = path;
  }

  @Override
  public void send(String message) throws IOException {
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    if (name.length > LONGEST_PATH || !(path.startsWith("/") || path.startsWith("@"))) {
      throw new IOException("NOTIFY_SOCKET is not the address of a Unix socket: " + path);
    }
    if (name[0] == '@') {
      name[0] = 0;
    }
    byte[] text = message.getBytes(StandardCharsets.UTF_8);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment address = arena.allocate(FAMILY + LONGEST_PATH + 1, Short.BYTES);
      address.set(ValueLayout.JAVA_SHORT, 0, (short) AF_UNIX);
      MemorySegment.copy(name, 0, address, ValueLayout.JAVA_BYTE, FAMILY, name.length);
      MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, text);
      // The length tells an abstract name from a path, and leaves room for the latter's end.
      int length = FAMILY + name.length + (name[0] == 0 ? 0 : 1);
      long sent = sendTo(bytes, address, length);
      if (sent != text.length) {
        throw new IOException("sendto " + path + " did not take the message");
      }
    }
  }

  private long sendTo(MemorySegment bytes, MemorySegment address, int length) throws IOException {
    try {
      if (socket < 0) {
        socket = (int) C.SOCKET.invokeExact(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
      }
      if (socket < 0) {
        throw new IOException("no Unix socket could be opened");
      }
      return (long)
          C.SENDTO.invokeExact(
              socket, bytes, bytes.byteSize(), MSG_NOSIGNAL | MSG_DONTWAIT, address, length);
    } catch (IOException | RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IOException("the C library cannot be called: " + e, e);
    }
  }

  /** Two functions of the C library, looked up when the first message is sent. */
  private static final class C {
    static final MethodHandle SOCKET =
        handle(
            "socket",
            FunctionDescriptor.of(
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT,
                ValueLayout.JAVA_INT));

    static final MethodHandle SENDTO =
        handle(
            "sendto",
            FunctionDescriptor.of(
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_LONG,
                ValueLayout.JAVA_INT,
                ValueLayout.ADDRESS,
                ValueLayout.JAVA_INT));

    // "Restricted" warns of wrong descriptors; these two are as the C library declares them.
    @SuppressWarnings("restricted")
    private static MethodHandle handle(String name, FunctionDescriptor form) {
      Linker linker = Linker.nativeLinker();
      return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), form);
    }
  }
}
