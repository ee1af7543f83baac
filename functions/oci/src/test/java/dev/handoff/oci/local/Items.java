package dev.handoff.oci.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The resources of one type, in the order in which they were made. */
final class Items {

  private final Map<String, Item> byId = new LinkedHashMap<>();

  Item add(Item item) {
    byId.put(item.id(), item);
    return item;
  }

  void remove(Item item) {
    byId.remove(item.id());
  }

  boolean has(String id) {
    return byId.containsKey(id);
  }

  /**
   * One that the call's path names.
   *
   * @throws OciRefusal with status 404 if there is none
   */
  Item get(String id) {
    Item item = byId.get(id);
    if (item == null) {
      throw OciRefusal.notFound(id);
    }
    return item;
  }

  /**
   * One that the call's body names. Source: API Errors
   * (docs.oracle.com/en-us/iaas/Content/API/References/apierrors.htm), 400
   * RelatedResourceNotAuthorizedOrNotFound.
   *
   * @throws OciRefusal with status 400 if there is none
   */
  Item related(String id) {
    Item item = byId.get(id);
    if (item == null) {
      throw new OciRefusal(
          400,
          "RelatedResourceNotAuthorizedOrNotFound",
          "A resource in the body was not found, or may not be seen: " + id);
    }
    return item;
  }

  List<Item> all(Predicate<Item> wanted) {
    return byId.values().stream().filter(wanted).toList();
  }
}
