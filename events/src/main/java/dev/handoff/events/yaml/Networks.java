package dev.handoff.events.yaml;

import dev.handoff.events.spec.Monitor;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what belongs to networks: addresses, blocks, endpoints, URLs. Never asks a name server. */
final class Networks {

  private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";
  static final Pattern IPV4 = Pattern.compile(OCTET + "(\\." + OCTET + "){3}");
  private static final Pattern BLOCK = Pattern.compile("([0-9A-Fa-f.:]+)/([0-9]{1,3})");
  private static final Pattern PREFIX_LIST = Pattern.compile("pl-\\S+");
  private static final Pattern ENDPOINT =
      Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9A-Fa-f:.]+]):([0-9]{1,5})|([0-9]{1,5})");
  static final int MOST_PORTS = 65_535;

  private final Problems problems;

  Networks(Problems problems) {
    this.problems = problems;
  }

  /** An IPv4 address. Clouds move no other kind from one interface to another. */
  String address(Fields fields, String key) {
    return checkedAddress(fields, key, fields.text(key, Forms.ANY));
  }

  @Nullable String optionalAddress(Fields fields, String key) {
    String address = fields.optionalText(key, Forms.ANY);
    return address == null ? null : checkedAddress(fields, key, address);
  }

  private String checkedAddress(Fields fields, String key, String address) {
    if (!address.isEmpty() && !IPV4.matcher(address).matches()) {
      problems.add(
          fields.placeOf(key),
          Problems.quoted(address) + " is not an IPv4 address",
          "four numbers from 0 to 255, for example 10.0.0.10");
    }
    return address;
  }

  /** A block in its canonical form, because route tables are searched for exactly this text. */
  String destination(Fields fields, String key) {
    String text = fields.text(key, Forms.ANY);
    if (text.isEmpty() || PREFIX_LIST.matcher(text).matches()) {
      return text;
    }
    Matcher block = BLOCK.matcher(text);
    byte[] address = block.matches() ? bytes(block.group(1)) : null;
    int prefix = address == null ? 0 : Integer.parseInt(block.group(2));
    if (address == null || prefix > address.length * 8) {
      problems.add(
          fields.placeOf(key),
          Problems.quoted(text) + " is not a destination",
          "an IPv4 or IPv6 block such as 10.9.0.0/16 or 2001:db8::/32, or a prefix list pl-…");
    } else if (hasBitsBeyond(address, prefix)) {
      problems.add(
          fields.placeOf(key),
          Problems.quoted(text) + " has bits set beyond its prefix, so no route table shows it",
          address.length == 4
              ? "did you mean '" + canonical(address, prefix) + "'?"
              : "its first address");
    }
    return text;
  }

  /** Whether route tables can show exactly this text as a destination. */
  static boolean isDestination(String text) {
    if (PREFIX_LIST.matcher(text).matches()) {
      return true;
    }
    Matcher block = BLOCK.matcher(text);
    byte[] address = block.matches() ? bytes(block.group(1)) : null;
    if (address == null) {
      return false;
    }
    int prefix = Integer.parseInt(block.group(2));
    return prefix <= address.length * 8 && !hasBitsBeyond(address, prefix);
  }

  /** Whether a destination is a single address. */
  static boolean isOneAddress(String destination) {
    Matcher block = BLOCK.matcher(destination);
    byte[] address = block.matches() ? bytes(block.group(1)) : null;
    return address != null && Integer.parseInt(block.group(2)) == address.length * 8;
  }

  private static String canonical(byte[] address, int prefix) {
    StringBuilder block = new StringBuilder();
    for (int i = 0; i < address.length; i++) {
      int kept = Math.clamp(prefix - 8L * i, 0, 8);
      block.append(i == 0 ? "" : ".").append(address[i] & 0xff & (0xff << (8 - kept)));
    }
    return block.append('/').append(prefix).toString();
  }

  private static byte @Nullable [] bytes(String literal) {
    if (!literal.contains(":") && !IPV4.matcher(literal).matches()) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(literal).getAddress();
    } catch (IllegalArgumentException e) {
      return null; // the caller reports it with its place
    }
  }

  private static boolean hasBitsBeyond(byte[] address, int prefix) {
    for (int bit = prefix; bit < address.length * 8; bit++) {
      if ((address[bit / 8] >> (7 - bit % 8) & 1) != 0) {
        return true;
      }
    }
    return false;
  }

  /** A URL that a monitor can get; empty after a problem. */
  String url(Fields fields, String key) {
    String text = fields.text(key, Forms.ANY);
    if (!text.isEmpty() && !isUrl(text)) {
      problems.add(
          fields.placeOf(key),
          Problems.quoted(text) + " is not a URL that a monitor can get",
          "http://host:port/path or https://…");
    }
    return text;
  }

  static boolean isUrl(String text) {
    try {
      URI uri = new URI(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web && uri.getHost() != null && uri.getPort() <= MOST_PORTS;
    } catch (URISyntaxException e) {
      return false; // the caller reports it with its place
    }
  }

  /** {@code host:port}, or a port alone for this machine. */
  Monitor.Check.@Nullable Tcp optionalEndpoint(Fields fields, String key) {
    String text = fields.optionalArgument(key);
    if (text == null || text.isEmpty()) {
      return null;
    }
    return endpoint(fields.placeOf(key), text);
  }

  /** {@code host:port}, or a port alone for this machine. */
  Monitor.Check.Tcp endpoint(Place place, String text) {
    Matcher endpoint = ENDPOINT.matcher(text);
    String port = "0";
    String host = "127.0.0.1";
    if (endpoint.matches()) {
      port = endpoint.group(3) == null ? endpoint.group(2) : endpoint.group(3);
      host = endpoint.group(3) == null ? endpoint.group(1) : host;
    }
    int number = Integer.parseInt(port);
    if (number < 1 || number > MOST_PORTS) {
      problems.add(
          place,
          Problems.quoted(text) + " is not an endpoint",
          "host:port, or a port alone for this machine, from 1 to " + MOST_PORTS);
    }
    return new Monitor.Check.Tcp(host.replaceAll("[\\[\\]]", ""), number);
  }
}
