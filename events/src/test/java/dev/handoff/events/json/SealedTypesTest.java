package dev.handoff.events.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SealedTypesTest {

  sealed interface Shape {
    record FlatCircle(int radius) implements Shape {}

    record Pile(List<Shape> shapes, @Nullable Shape top) implements Shape {}
  }

  record Drawing(Shape main, List<Shape> others) {}

  private static final Drawing DRAWING =
      new Drawing(
          new Shape.FlatCircle(1),
          List.of(
              new Shape.FlatCircle(2),
              new Shape.Pile(List.of(new Shape.FlatCircle(3)), new Shape.FlatCircle(4))));

  @Test
  void variantsComeBackFromFieldsListsAndThemselves() throws MalformedEvent {
    assertEquals(DRAWING, Json.read(Json.write(DRAWING), Drawing.class));
  }

  @Test
  void theVariantIsNamedFirst() {
    assertEquals(
        "{\"type\":\"flat-circle\",\"radius\":1}",
        Json.write(new Shape.FlatCircle(1), Shape.class));
  }

  @Test
  void aVariantNamesItselfWhicheverTypeItIsWrittenAs() {
    assertEquals(
        Json.write(new Shape.FlatCircle(1), Shape.class), Json.write(new Shape.FlatCircle(1)));
  }

  @Test
  void anUnknownVariantIsRefusedWithItsPlace() {
    MalformedEvent refused =
        assertThrows(
            MalformedEvent.class,
            () -> Json.read("{\"main\":{\"type\":\"square\"},\"others\":[]}", Drawing.class));

    assertTrue(String.valueOf(refused.getMessage()).contains("$.main"), refused::getMessage);
  }

  @Test
  void anIncompleteVariantIsRefused() {
    assertThrows(
        MalformedEvent.class,
        () -> Json.read("{\"main\":{\"type\":\"flat-circle\"},\"others\":[]}", Drawing.class));
  }
}
