package dev.handoff.oci.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads lists that come in pages, any of which may be empty. */
final class Paged {

  private static final int MOST_PAGES = 100;

  private Paged() {}

  /**
   * A part of a list.
   *
   * @param next what to ask for the next part with; null: this is the last
   */
  record Page<T>(List<T> items, @Nullable String next) {}

  /**
   * All of it.
   *
   * @throws IllegalStateException if it does not end
   */
  static <T> List<T> all(Function<@Nullable String, Page<T>> read) {
    List<T> all = new ArrayList<>();
    String next = null;
    for (int i = 0; i < MOST_PAGES; i++) {
      Page<T> page = read.apply(next);
      all.addAll(page.items());
      next = page.next();
      if (next == null) {
        return all;
      }
    }
    throw new IllegalStateException("a list of OCI has more than " + MOST_PAGES + " pages");
  }
}
