package dev.handoff.oci.local;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A resource: what its JSON shows, and an ETag that is another one after each change. */
final class Item {

  private static final AtomicLong NUMBERS = new AtomicLong();

  private final Map<String, Object> members = new TreeMap<>();
  private String etag = "";

  /**
   * Makes one with an OCID of its own.
   *
   * @param type the second part of the OCID
   */
  static Item of(String type) {
    Item item = new Item();
    item.set("id", "ocid1.%s.oc1.local.%06d".formatted(type, NUMBERS.incrementAndGet()));
    item.set("compartmentId", LocalOci.COMPARTMENT);
    return item;
  }

  String id() {
    return text("id");
  }

  String etag() {
    return etag;
  }

  /** A member's text; empty if it has none. */
  String text(String member) {
    return Objects.requireNonNullElse(members.get(member), "").toString();
  }

  boolean is(String member, Object value) {
    return value.equals(members.get(member));
  }

  /** A member that is a list of objects; empty if it is none. */
  List<?> list(String member) {
    return members.get(member) instanceof List<?> list ? list : List.of();
  }

  /** Changes a member; null: it has none from now on. */
  Item set(String member, @Nullable Object value) {
    if (value == null) {
      members.remove(member);
    } else {
      members.put(member, value);
    }
    etag = "etag-" + NUMBERS.incrementAndGet();
    return this;
  }

  Map<String, Object> shown() {
    return Map.copyOf(members);
  }

  OciReply reply() {
    return OciReply.json(200, shown()).with("etag", etag);
  }
}
