package dev.handoff.console.cib;

import java.util.HashMap;
import java.util.Map;

/** Follows {@code id-ref}, by which parts of a CIB are written once and used again. */
final class References {

  private final Map<String, Element> byId = new HashMap<>();

  References(Element cib) {
    cib.all()
        .forEach(element -> {
          String id = element.get("id");
          if (id != null) {
            byId.putIfAbsent(element.name() + " " + id, element);
          }
        });
  }

  /** The element itself, or the one of the same name that it stands for. */
  Element resolve(Element element) throws InvalidCib {
    String reference = element.get("id-ref");
    if (reference == null) {
      return element;
    }
    Element target = byId.get(element.name() + " " + reference);
    if (target == null) {
      throw new InvalidCib(
          "<%s id-ref=\"%s\"> refers to nothing".formatted(element.name(), reference));
    }
    return target;
  }
}
