package dev.handoff.console.conversion;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key of the spec with its value.
 *
 * @param yaml the value on one line, as YAML; empty where fields follow
 * @param inner the fields below it
 * @param fillIn what the operator must put in the place of the value; null: it is right
 */
record Field(String key, String yaml, List<Field> inner, @Nullable String fillIn) {

  Field {
    inner = List.copyOf(inner);
  }

  static Field of(String key, String yaml) {
    return new Field(key, yaml, List.of(), null);
  }

  static Field of(String key, List<Field> inner) {
    return new Field(key, "", inner, null);
  }

  /** A placeholder, legal as to its form. */
  static Field toFillIn(String key, String yaml, String what) {
    return new Field(key, yaml, List.of(), what);
  }
}
