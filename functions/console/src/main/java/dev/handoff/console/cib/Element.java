package dev.handoff.console.cib;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An XML element; text between elements is not kept, a CIB has none. */
final class Element {

  private final String name;
  private final int line;
  private final Map<String, String> attributes;
  private final List<Element> children = new ArrayList<>(0);

  Element(String name, Map<String, String> attributes) {
    this(name, 0, attributes);
  }

  /**
   * An element of a file.
   *
   * @param line where it stands, counted from one
   */
  Element(String name, int line, Map<String, String> attributes) {
    this.name = name;
    this.line = line;
    this.attributes = new LinkedHashMap<>(attributes);
  }

  String name() {
    return name;
  }

  /** The line of the file, or zero for an element that no file has. */
  int line() {
    return line;
  }

  boolean is(String other) {
    return name.equals(other);
  }

  @Nullable String get(String attribute) {
    return attributes.get(attribute);
  }

  String get(String attribute, String otherwise) {
    return attributes.getOrDefault(attribute, otherwise);
  }

  Map<String, String> attributes() {
    return attributes;
  }

  /** The attribute {@code id}, without which hardly anything in a CIB means anything. */
  String id() throws InvalidCib {
    String id = get("id");
    if (id == null || id.isEmpty()) {
      throw new InvalidCib("<%s> has no id".formatted(name));
    }
    return id;
  }

  void add(Element child) {
    children.add(child);
  }

  List<Element> children() {
    return children;
  }

  List<Element> children(String childName) {
    return children.stream().filter(child -> child.is(childName)).toList();
  }

  @Nullable Element child(String childName) {
    for (Element child : children) {
      if (child.is(childName)) {
        return child;
      }
    }
    return null;
  }

  /** This element and all below it. */
  Stream<Element> all() {
    return Stream.concat(Stream.of(this), children.stream().flatMap(Element::all));
  }
}
