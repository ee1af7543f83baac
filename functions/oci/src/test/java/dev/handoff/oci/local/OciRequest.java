package dev.handoff.oci.local;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call that arrived.
 *
 * @param method in capitals
 * @param target path and query as they were sent
 * @param headers by name in lower case
 * @param caller OCID of the user, instance or function whose key signed it; empty before that is
 *     known
 */
@SuppressWarnings("ArrayRecordComponent") // A body is bytes, and nobody compares them.
public record OciRequest(
    String method, URI target, Map<String, String> headers, byte[] body, String caller) {

  /** The path's parts, decoded; none is empty but the last, where the path ends with a slash. */
  public List<String> path() {
    return Arrays.stream(target.getRawPath().substring(1).split("/", -1))
        .map(OciRequest::decoded)
        .toList();
  }

  /** Whether it is this method, and the path's first parts are these; {@code *} is any one. */
  public boolean is(String method, String... path) {
    List<String> parts = path();
    if (!this.method.equals(method) || parts.size() < path.length) {
      return false;
    }
    for (int i = 0; i < path.length; i++) {
      if (!path[i].equals("*") && !path[i].equals(parts.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** As {@link #is}, but with no more parts than these. */
  public boolean isExactly(String method, String... path) {
    return path().size() == path.length && is(method, path);
  }

  /** A member of the query, decoded. */
  public Optional<String> query(String name) {
    return Optional.ofNullable(query().get(name));
  }

  private Map<String, String> query() {
    Map<String, String> members = new LinkedHashMap<>();
    String raw = target.getRawQuery();
    if (raw != null) {
      for (String member : raw.split("&", -1)) {
        int equals = member.indexOf('=');
        String name = equals < 0 ? member : member.substring(0, equals);
        members.put(decoded(name), equals < 0 ? "" : decoded(member.substring(equals + 1)));
      }
    }
    return members;
  }

  /** A header's value. */
  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The body as text. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /**
   * The body as a JSON object.
   *
   * @throws OciRefusal with status 400 if it is none
   */
  public JsonObject json() {
    try {
      return JsonParser.parseString(text()).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new OciRefusal(400, "CannotParseRequest", "the body is no JSON object: " + text());
    }
  }

  /** The same from somebody who is known. */
  OciRequest from(String caller) {
    return new OciRequest(method, target, headers, body, caller);
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part, StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    return method + " " + target + " by " + caller;
  }
}
