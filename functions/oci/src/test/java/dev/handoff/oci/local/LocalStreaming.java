package dev.handoff.oci.local;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Streaming: streams, their messages, and cursors. Source: Streaming API
 * (docs.oracle.com/en-us/iaas/api/#/en/streaming/20180418) and Limits on Streaming Resources
 * (docs.oracle.com/en-us/iaas/Content/Streaming/Concepts/
 * streamingoverview_topic-Limits_on_Streaming_Resources.htm). Left out: consumer groups, updates,
 * pools of their own. Every stream has one partition.
 */
public final class LocalStreaming implements OciService {

  public static final String POOL = "ocid1.streampool.oc1..local";

  /** ListStreams: 1 to 50 a page, 10 by default. */
  private static final int PER_PAGE = 50;

  private final InstantSource clock;
  private final Map<String, LocalStream> streams = new LinkedHashMap<>();
  private Duration creation = Duration.ZERO;

  /** A service whose timestamps, cursors and limits go by this clock. */
  public LocalStreaming(InstantSource clock) {
    this.clock = clock;
  }

  /** From now on it takes so long until a stream that was created can be used. */
  public synchronized void creationTakes(Duration time) {
    creation = time;
  }

  /** Creates a stream of 24 hours' retention; its OCID. */
  public synchronized String create(String name) {
    return create(name, 24).ocid();
  }

  private LocalStream create(String name, int hours) {
    LocalStream stream =
        new LocalStream(
            "ocid1.stream.oc1.." + UUID.randomUUID(),
            name,
            Duration.ofHours(hours),
            clock.instant().plus(creation),
            clock);
    streams.put(stream.ocid(), stream);
    return stream;
  }

  /** Deletes a stream. */
  public synchronized void delete(String ocid) {
    streams.remove(ocid);
  }

  /** Puts a message into a stream, as whoever may. */
  public synchronized void publish(String ocid, String key, String text) {
    stream(ocid).append(bytes(key), bytes(text));
  }

  @Override
  public synchronized Optional<OciReply> answer(OciRequest request) {
    if (request.isExactly("GET", "20180418", "streams")) {
      return Optional.of(list(request));
    }
    if (request.isExactly("POST", "20180418", "streams")) {
      return Optional.of(create(request));
    }
    if (request.isExactly("GET", "20180418", "streams", "*")) {
      return Optional.of(OciReply.json(200, described(addressed(request), request)));
    }
    if (request.isExactly("DELETE", "20180418", "streams", "*")) {
      streams.remove(addressed(request).ocid());
      return Optional.of(OciReply.empty(204));
    }
    if (request.isExactly("POST", "20180418", "streams", "*", "messages")) {
      return Optional.of(put(active(request), request.json()));
    }
    if (request.isExactly("POST", "20180418", "streams", "*", "cursors")) {
      return Optional.of(cursor(active(request), request.json()));
    }
    if (request.isExactly("GET", "20180418", "streams", "*", "messages")) {
      return Optional.of(get(active(request), request));
    }
    return Optional.empty();
  }

  /** ListStreams (…/streaming/20180418/StreamSummary/ListStreams): of a compartment or a pool. */
  private OciReply list(OciRequest request) {
    boolean here =
        request.query("compartmentId").map(LocalOci.COMPARTMENT::equals).orElse(true)
            && request.query("streamPoolId").map(POOL::equals).orElse(true);
    if (request.query("compartmentId").isEmpty() && request.query("streamPoolId").isEmpty()) {
      throw new OciRefusal(
          400, "MissingParameter", "either compartmentId or streamPoolId must be given");
    }
    List<Map<String, Object>> matching =
        streams.values().stream()
            .filter(stream -> here)
            .filter(stream -> request.query("name").map(stream.name()::equals).orElse(true))
            .filter(stream -> request.query("id").map(stream.ocid()::equals).orElse(true))
            .filter(
                stream -> request.query("lifecycleState").map(stream.state()::equals).orElse(true))
            .map(stream -> described(stream, request))
            .toList();
    return Pages.of(request, matching, PER_PAGE);
  }

  /** CreateStream (…/streaming/20180418/Stream/CreateStream). */
  private OciReply create(OciRequest request) {
    JsonObject details = request.json();
    if (!details.has("name") || !details.has("partitions")) {
      throw new OciRefusal(400, "MissingParameter", "name and partitions must be given");
    }
    int hours = details.has("retentionInHours") ? details.get("retentionInHours").getAsInt() : 24;
    if (details.get("partitions").getAsInt() != 1 || hours < 24 || hours > 168) {
      throw new OciRefusal(
          400, "InvalidParameter", "here a stream has 1 partition, and 24 to 168 hours");
    }
    return OciReply.json(200, described(create(details.get("name").getAsString(), hours), request));
  }

  private static Map<String, Object> described(LocalStream stream, OciRequest request) {
    return Map.of(
        "id", stream.ocid(),
        "name", stream.name(),
        "partitions", 1,
        "retentionInHours", stream.retention().toHours(),
        "compartmentId", LocalOci.COMPARTMENT,
        "streamPoolId", POOL,
        "lifecycleState", stream.state(),
        "timeCreated", stream.usable().toString(),
        "messagesEndpoint", "http://" + request.header("host").orElse(""));
  }

  /** PutMessages (…/streaming/20180418/Message/PutMessages). */
  private OciReply put(LocalStream stream, JsonObject details) {
    JsonArray messages = details.getAsJsonArray("messages");
    long size = 0;
    for (JsonElement each : messages) {
      size += decoded(each, "key").length + decoded(each, "value").length;
    }
    stream.admit(size);
    List<Map<String, Object>> entries = new ArrayList<>();
    for (JsonElement each : messages) {
      LocalStream.Message message = stream.append(decoded(each, "key"), decoded(each, "value"));
      entries.add(
          Map.of(
              "partition", "0",
              "offset", message.offset(),
              "timestamp", message.at().toString()));
    }
    return OciReply.json(200, Map.of("failures", 0, "entries", entries));
  }

  private static byte[] decoded(JsonElement message, String member) {
    JsonElement value = message.getAsJsonObject().get(member);
    return value == null || value.isJsonNull()
        ? new byte[0]
        : Base64.getDecoder().decode(value.getAsString());
  }

  /** CreateCursor (…/streaming/20180418/Cursor/CreateCursor). */
  private OciReply cursor(LocalStream stream, JsonObject details) {
    if (!"0".equals(details.get("partition").getAsString())) {
      throw new OciRefusal(400, "InvalidParameter", "there is no partition but 0");
    }
    long position =
        switch (details.get("type").getAsString()) {
          case "AT_TIME" -> stream.first(Instant.parse(details.get("time").getAsString()));
          case "TRIM_HORIZON" -> stream.horizon();
          case "LATEST" -> stream.end();
          case "AT_OFFSET" -> stream.kept(details.get("offset").getAsLong());
          case "AFTER_OFFSET" -> stream.kept(details.get("offset").getAsLong()) + 1;
          default -> throw new OciRefusal(400, "InvalidParameter", "no such type of cursor");
        };
    return OciReply.json(200, Map.of("value", stream.cursor(position)));
  }

  /** GetMessages (…/streaming/20180418/Message/GetMessages). */
  private static OciReply get(LocalStream stream, OciRequest request) {
    long position = stream.position(request.query("cursor").orElse(""));
    stream.admitRead();
    List<LocalStream.Message> messages =
        stream.from(position, Pages.limit(request, LocalStream.PER_READ));
    long next = messages.isEmpty() ? position : messages.getLast().offset() + 1;
    List<Map<String, Object>> items =
        messages.stream().map(message -> shown(stream, message)).toList();
    return OciReply.json(200, items).with("opc-next-cursor", stream.cursor(next));
  }

  private static Map<String, Object> shown(LocalStream stream, LocalStream.Message message) {
    return Map.of(
        "stream", stream.name(),
        "partition", "0",
        "key", Base64.getEncoder().encodeToString(message.key()),
        "value", Base64.getEncoder().encodeToString(message.value()),
        "offset", message.offset(),
        "timestamp", message.at().toString());
  }

  private LocalStream addressed(OciRequest request) {
    return stream(request.path().get(2));
  }

  /** A stream that is still being made takes and gives nothing. */
  private LocalStream active(OciRequest request) {
    LocalStream stream = addressed(request);
    if (!stream.state().equals("ACTIVE")) {
      throw new OciRefusal(409, "IncorrectState", stream.name() + " is " + stream.state());
    }
    return stream;
  }

  private LocalStream stream(String ocid) {
    LocalStream stream = streams.get(ocid);
    if (stream == null) {
      throw OciRefusal.notFound("stream " + ocid);
    }
    return stream;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
