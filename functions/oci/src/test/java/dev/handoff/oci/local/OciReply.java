package dev.handoff.oci.local;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What is answered. */
@SuppressWarnings("ArrayRecordComponent") // A body is bytes, and nobody compares them.
public record OciReply(int status, Map<String, String> headers, byte[] body) {

  /** The headers of a body that is JSON. */
  static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

  /** An answer without a body. */
  public static OciReply empty(int status) {
    return new OciReply(status, Map.of(), new byte[0]);
  }

  /** A value as JSON: records, maps and lists become what they look like, nulls are left out. */
  public static OciReply json(int status, Object value) {
    return new OciReply(status, JSON, GSON.toJson(value).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * A refusal as every service words it. Source: API Errors
   * (docs.oracle.com/en-us/iaas/Content/API/References/apierrors.htm).
   */
  public static OciReply error(int status, String code, String message) {
    return json(status, Map.of("code", code, "message", message));
  }

  /** The same with one more header. */
  public OciReply with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new OciReply(status, more, body);
  }
}
