package dev.handoff.oci.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PagedTest {

  @Test
  void readsOnThroughPagesThatAreEmpty() {
    Map<String, Paged.Page<String>> pages =
        Map.of(
            "", new Paged.Page<>(List.of("a"), "2"),
            "2", new Paged.Page<>(List.of(), "3"),
            "3", new Paged.Page<>(List.of("b", "c"), null));

    assertEquals(
        List.of("a", "b", "c"),
        Paged.all(page -> Objects.requireNonNull(pages.get(page == null ? "" : page))));
  }

  @Test
  void aListWithoutEndIsAnError() {
    assertThrows(
        IllegalStateException.class,
        () -> Paged.all(page -> new Paged.Page<>(List.of("a"), "again")));
  }
}
