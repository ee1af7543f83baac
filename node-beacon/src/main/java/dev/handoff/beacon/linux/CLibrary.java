package dev.handoff.beacon.linux;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/** Sockets that Java does not have, looked up in the C library at the first call. */
final class CLibrary {

  private static final int SOCK_CLOEXEC = 0x80000;
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;

  private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT;
  private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG;
  private static final MemoryLayout POINTER = ValueLayout.ADDRESS;

  private static final MethodHandle SOCKET =
      handle("socket", FunctionDescriptor.of(INT, INT, INT, INT));

  private static final MethodHandle SENDTO =
      handle("sendto", FunctionDescriptor.of(LONG, INT, POINTER, LONG, INT, POINTER, INT));

  private CLibrary() {}

  /** Apart, because few beacons receive anything. */
  private static final class Receiving {
    static final MethodHandle RECV =
        handle("recv", FunctionDescriptor.of(LONG, INT, POINTER, LONG, INT));
  }

  /**
   * Opens a socket, as socket(2).
   *
   * @throws IOException if there is none to be had
   */
  static int socket(int domain, int type, int protocol) throws IOException {
    int socket;
    try {
      socket = (int) SOCKET.invokeExact(domain, type | SOCK_CLOEXEC, protocol);
    } catch (Throwable e) {
      throw uncallable(e);
    }
    if (socket < 0) {
      throw new IOException("no socket of family " + domain + " could be opened");
    }
    return socket;
  }

  /** How many bytes were taken, as sendto(2); less than zero: it failed. It does not wait. */
  static long sendTo(int socket, MemorySegment bytes, MemorySegment address, int length)
      throws IOException {
    int flags = MSG_NOSIGNAL | MSG_DONTWAIT;
    try {
      return (long) SENDTO.invokeExact(socket, bytes, bytes.byteSize(), flags, address, length);
    } catch (Throwable e) {
      throw uncallable(e);
    }
  }

  /** How many bytes were there, as recv(2); less than zero: none. It does not wait. */
  static long receive(int socket, MemorySegment into) throws IOException {
    try {
      return (long) Receiving.RECV.invokeExact(socket, into, into.byteSize(), MSG_DONTWAIT);
    } catch (Throwable e) {
      throw uncallable(e);
    }
  }

  private static IOException uncallable(Throwable e) {
    if (e instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    if (e instanceof Error error) {
      throw error;
    }
    return new IOException("the C library cannot be called: " + e, e);
  }

  // "Restricted" warns of wrong descriptors; these are as the C library declares them.
  @SuppressWarnings("restricted")
  private static MethodHandle handle(String name, FunctionDescriptor form) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(linker.defaultLookup().findOrThrow(name), form);
  }
}
