package dev.handoff.oci.local;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Object Storage: objects under names in buckets. Source: Object Storage Service API
 * (docs.oracle.com/en-us/iaas/api/#/en/objectstorage/20160918/Object). Strongly consistent, as
 * "Overview of Object Storage" says (docs.oracle.com/en-us/iaas/Content/Object/Concepts/
 * objectstorageoverview.htm). Left out: versions, parts, tiers, ranges, customers' keys.
 */
public final class LocalObjectStorage implements OciService {

  /** ListObjects: "returns at most 1000 objects". */
  private static final int PER_LISTING = 1_000;

  private record Stored(
      String etag, String contentType, Instant created, Instant modified, String text) {}

  private final InstantSource clock;
  private final Set<String> buckets = new HashSet<>();
  private final NavigableMap<String, Stored> objects = new TreeMap<>();

  /** A service whose objects are modified when this clock says. */
  public LocalObjectStorage(InstantSource clock) {
    this.clock = clock;
  }

  /** Creates a bucket in the namespace of {@link LocalOci}. */
  public synchronized LocalObjectStorage bucket(String name) {
    buckets.add(name);
    return this;
  }

  /** Puts a text under a name, whatever is there. */
  public synchronized void put(String bucket, String name, String text) {
    store(bucket + "/" + name, "text/plain", text);
  }

  /** The text under a name. */
  public synchronized Optional<String> text(String bucket, String name) {
    return Optional.ofNullable(objects.get(bucket + "/" + name)).map(Stored::text);
  }

  /** The names in a bucket, in order. */
  public synchronized List<String> names(String bucket) {
    return objects.keySet().stream()
        .filter(key -> key.startsWith(bucket + "/"))
        .map(key -> key.substring(bucket.length() + 1))
        .toList();
  }

  @Override
  public synchronized Optional<OciReply> answer(OciRequest request) {
    List<String> path = request.path();
    if (path.size() < 5 || !path.get(0).equals("n") || !path.get(4).equals("o")) {
      return Optional.empty();
    }
    String bucket = path.get(3);
    if (!path.get(1).equals(LocalOci.NAMESPACE) || !buckets.contains(bucket)) {
      // Also for whoever may not see it. Source: API Errors, Object Storage, 404 BucketNotFound.
      throw new OciRefusal(
          404,
          "BucketNotFound",
          "Either the bucket named '" + bucket + "' does not exist, or you are not authorized");
    }
    if (path.size() == 5) {
      return request.method().equals("GET") ? Optional.of(list(request, bucket)) : Optional.empty();
    }
    String key = bucket + "/" + String.join("/", path.subList(5, path.size()));
    return switch (request.method()) {
      case "PUT" -> Optional.of(put(request, key));
      case "GET", "HEAD" -> Optional.of(get(request, key));
      case "DELETE" -> Optional.of(delete(request, key));
      default -> Optional.empty();
    };
  }

  /** PutObject (…/objectstorage/20160918/Object/PutObject). */
  private OciReply put(OciRequest request, String key) {
    Stored present = objects.get(key);
    checkIfMatch(request, present);
    Optional<String> unless = request.header("if-none-match");
    if (unless.isPresent()) {
      if (!unless.get().equals("*")) {
        throw new OciRefusal(
            400, "InvalidParameter", "if-none-match may only be '*' when an object is written");
      }
      if (present != null) {
        throw new OciRefusal(412, "IfNoneMatchFailed", "there is an object " + key);
      }
    }
    Stored stored = store(key, request.header("content-type").orElse(""), request.text());
    return OciReply.empty(200).with("ETag", stored.etag()).with("last-modified", date(stored));
  }

  private Stored store(String key, String contentType, String text) {
    Stored present = objects.get(key);
    Instant now = clock.instant();
    Stored stored =
        new Stored(
            UUID.randomUUID().toString(),
            contentType,
            present == null ? now : present.created(),
            now,
            text);
    objects.put(key, stored);
    return stored;
  }

  /** GetObject and HeadObject (…/Object/GetObject, …/Object/HeadObject). */
  private OciReply get(OciRequest request, String key) {
    Stored present = found(key);
    checkIfMatch(request, present);
    Optional<String> unless = request.header("if-none-match");
    if (unless.isPresent() && Preconditions.matches(unless.get(), present.etag())) {
      return OciReply.empty(304).with("ETag", present.etag());
    }
    return new OciReply(
        200,
        Map.of(
            "ETag",
            present.etag(),
            "Content-Type",
            present.contentType(),
            "last-modified",
            date(present)),
        present.text().getBytes(StandardCharsets.UTF_8));
  }

  /** DeleteObject (…/Object/DeleteObject). */
  private OciReply delete(OciRequest request, String key) {
    checkIfMatch(request, found(key));
    objects.remove(key);
    return OciReply.empty(204);
  }

  private Stored found(String key) {
    Stored present = objects.get(key);
    if (present == null) {
      throw new OciRefusal(404, "ObjectNotFound", "The object '" + key + "' was not found");
    }
    return present;
  }

  /** Source: API Errors, Object Storage, 412 IfMatchFailed: also when nothing is there. */
  private static void checkIfMatch(OciRequest request, @Nullable Stored present) {
    Optional<String> wanted = request.header("if-match");
    String etag = present == null ? null : present.etag();
    if (wanted.isPresent() && !Preconditions.matches(wanted.get(), etag)) {
      throw new OciRefusal(412, "IfMatchFailed", "the ETag is " + etag);
    }
  }

  /**
   * ListObjects (…/Object/ListObjects): in the order of the names; "to paginate, use the returned
   * nextStartWith with the start parameter"; the name alone, unless other fields are asked for.
   */
  private OciReply list(OciRequest request, String bucket) {
    String prefix = request.query("prefix").orElse("");
    String start = request.query("start").orElse("");
    String after = request.query("startAfter").orElse("");
    String end = request.query("end").orElse("");
    int limit = Pages.limit(request, PER_LISTING);
    List<Map<String, String>> page = new ArrayList<>();
    for (String name : names(bucket)) {
      boolean listed =
          name.startsWith(prefix)
              && name.compareTo(start) >= 0
              && (after.isEmpty() || name.compareTo(after) > 0)
              && (end.isEmpty() || name.compareTo(end) < 0);
      if (listed && page.size() == limit) {
        return OciReply.json(200, Map.of("objects", page, "nextStartWith", name));
      }
      if (listed) {
        page.add(summary(name, found(bucket + "/" + name), request.query("fields").orElse("name")));
      }
    }
    return OciReply.json(200, Map.of("objects", page));
  }

  private static Map<String, String> summary(String name, Stored stored, String fields) {
    Map<String, String> summary = new LinkedHashMap<>();
    summary.put("name", name);
    for (String field : fields.toLowerCase(Locale.ROOT).split(",", -1)) {
      switch (field.strip()) {
        case "name" -> {}
        case "etag" -> summary.put("etag", stored.etag());
        case "timecreated" -> summary.put("timeCreated", stored.created().toString());
        case "timemodified" -> summary.put("timeModified", stored.modified().toString());
        default -> throw new OciRefusal(400, "InvalidParameter", "no field is '" + field + "'");
      }
    }
    return summary;
  }

  private static String date(Stored stored) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(stored.modified().atOffset(ZoneOffset.UTC));
  }
}
