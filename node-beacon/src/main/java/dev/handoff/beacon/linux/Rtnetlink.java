package dev.handoff.beacon.linux;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet4Address;

/**
 * How long the kernel leaves an address on an interface, as {@code ip addr change ... valid_lft}
 * sets it (rtnetlink(7), {@code linux/if_addr.h}). Said to the kernel directly and not by that
 * program: it is said every second or two, and has to be where no process can be started any more.
 */
public final class Rtnetlink {

  /** A lifetime without an end: {@code INFINITY_LIFE_TIME}. */
  public static final long FOR_GOOD = 0xFFFF_FFFFL;

  private static final int AF_INET = 2;
  private static final int AF_NETLINK = 16;
  private static final int SOCK_RAW = 3;
  private static final int NETLINK_ROUTE = 0;

  private static final short RTM_NEWADDR = 20;
  private static final short NLMSG_ERROR = 2;
  private static final short NLM_F_REQUEST = 0x1;
  private static final short NLM_F_ACK = 0x4;
  private static final short NLM_F_REPLACE = 0x100;

  private static final short IFA_ADDRESS = 1;
  private static final short IFA_LOCAL = 2;
  private static final short IFA_CACHEINFO = 6;

  /** Bytes of {@code nlmsghdr}, {@code ifaddrmsg}, {@code rtattr} and {@code ifa_cacheinfo}. */
  private static final int HEADER = 16;

  private static final int ADDRESS_HEADER = 8;
  private static final int ATTRIBUTE_HEADER = 4;
  private static final int CACHE_INFO = 16;

  private static final int LENGTH =
      HEADER
          + ADDRESS_HEADER
          + 2 * (ATTRIBUTE_HEADER + Integer.BYTES)
          + (ATTRIBUTE_HEADER + CACHE_INFO);

  /** Of {@code sockaddr_nl}. All of it zero but the family: the kernel. */
  private static final int KERNEL_ADDRESS = 12;

  private static final int ANSWER = 512;

  private int socket = -1;
  private int sequence;

  /**
   * Sets the lifetime of an address, counted from now. The kernel takes the address away within a
   * second after its end.
   *
   * @param nic the interface's index
   * @param address if the interface does not have it, it gets it
   * @param prefix of the network that it was put there with
   * @param seconds 1 or more; {@link #FOR_GOOD}: no end
   * @throws IOException if the kernel refuses; the address is as it was
   */
  public synchronized void setLifetime(int nic, Inet4Address address, int prefix, long seconds)
      throws IOException {
    if (socket < 0) {
      socket = CLibrary.socket(AF_NETLINK, SOCK_RAW, NETLINK_ROUTE);
    }
    sequence++;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment kernel = arena.allocate(KERNEL_ADDRESS, Integer.BYTES);
      kernel.set(ValueLayout.JAVA_SHORT, 0, (short) AF_NETLINK);
      MemorySegment message = message(arena, nic, address, prefix, seconds);
      if (CLibrary.sendTo(socket, message, kernel, KERNEL_ADDRESS) != LENGTH) {
        throw new IOException("the kernel did not take a message about " + text(address));
      }
      int error = error(arena.allocate(ANSWER, Integer.BYTES));
      if (error != 0) {
        throw new IOException("the kernel refused %s: errno %d".formatted(text(address), -error));
      }
    }
  }

  private MemorySegment message(
      Arena arena, int nic, Inet4Address address, int prefix, long seconds) {
    MemorySegment to = arena.allocate(LENGTH, Integer.BYTES);
    to.set(ValueLayout.JAVA_INT, 0, LENGTH);
    to.set(ValueLayout.JAVA_SHORT, 4, RTM_NEWADDR);
    to.set(ValueLayout.JAVA_SHORT, 6, (short) (NLM_F_REQUEST | NLM_F_ACK | NLM_F_REPLACE));
    to.set(ValueLayout.JAVA_INT, 8, sequence);
    to.set(ValueLayout.JAVA_BYTE, HEADER, (byte) AF_INET);
    to.set(ValueLayout.JAVA_BYTE, HEADER + 1, (byte) prefix);
    to.set(ValueLayout.JAVA_INT, HEADER + 4, nic);
    int at = HEADER + ADDRESS_HEADER;
    for (short type : new short[] {IFA_LOCAL, IFA_ADDRESS}) {
      attribute(to, at, type, Integer.BYTES);
      MemorySegment.copy(
          address.getAddress(), 0, to, ValueLayout.JAVA_BYTE, at + ATTRIBUTE_HEADER, Integer.BYTES);
      at += ATTRIBUTE_HEADER + Integer.BYTES;
    }
    attribute(to, at, IFA_CACHEINFO, CACHE_INFO);
    // An address that is preferred for good is not looked at when its validity ends.
    to.set(ValueLayout.JAVA_INT, at + ATTRIBUTE_HEADER, (int) seconds);
    to.set(ValueLayout.JAVA_INT, at + ATTRIBUTE_HEADER + Integer.BYTES, (int) seconds);
    return to;
  }

  private static void attribute(MemorySegment to, int at, short type, int length) {
    to.set(ValueLayout.JAVA_SHORT, at, (short) (ATTRIBUTE_HEADER + length));
    to.set(ValueLayout.JAVA_SHORT, at + Short.BYTES, type);
  }

  /** The kernel answers before a message counts as sent. Zero: done; else less than that. */
  private int error(MemorySegment answer) throws IOException {
    while (CLibrary.receive(socket, answer) >= HEADER + Integer.BYTES) {
      if (answer.get(ValueLayout.JAVA_SHORT, 4) == NLMSG_ERROR
          && answer.get(ValueLayout.JAVA_INT, 8) == sequence) {
        return answer.get(ValueLayout.JAVA_INT, HEADER);
      }
    }
    throw new IOException("the kernel did not answer");
  }

  private static String text(Inet4Address address) {
    return address.getHostAddress();
  }
}
