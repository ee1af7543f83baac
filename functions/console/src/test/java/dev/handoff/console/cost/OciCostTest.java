package dev.handoff.console.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.console.cost.Cost.Line;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OciCostTest {

  private static final double CENT = 0.005;
  private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

  private static Optional<Line> find(Cost cost, String start) {
    return cost.lines().stream().filter(l -> l.what().startsWith(start)).findFirst();
  }

  private static Line line(Cost cost, String start) {
    return find(cost, start).orElseThrow();
  }

  @Test
  void twoNodesAtTwoSecondsWriteTwoAndAHalfMillionTimesFourKilobytes() {
    Line beats = line(OciCost.of(2, TWO_SECONDS), "beats");

    assertEquals(2_628_000L * 4_096 / 1e9, beats.quantity(), 1e-6);
    assertEquals(0.27, beats.usd(), CENT);
  }

  @Test
  void eachBeatAsksForOrders() {
    Line orders = line(OciCost.of(2, TWO_SECONDS), "each node asks");

    assertEquals(2_628_000, orders.quantity(), 0.5);
    assertEquals(0.89, orders.usd(), CENT);
    assertFalse(orders.coveredForFree(), "50,000 requests are given, not millions");
  }

  @Test
  void eachNodeReadsTwoPeersAtMost() {
    double one = line(OciCost.of(2, TWO_SECONDS), "what each node reads").quantity();

    assertEquals(0, line(OciCost.of(1, TWO_SECONDS), "what each node reads").quantity(), 1e-9);
    assertEquals(
        5 * one, line(OciCost.of(5, TWO_SECONDS), "what each node reads").quantity(), 1e-6);
  }

  @Test
  void theFunctionOfASmallClusterIsCoveredByWhatATenancyGets() {
    Cost cost = OciCost.of(2, TWO_SECONDS);

    assertEquals(2 * 43_800, line(cost, "function, each minute").quantity(), 0.5);
    assertTrue(line(cost, "function, each minute").coveredForFree());
    assertTrue(line(cost, "function, 0.3 s").coveredForFree());
    assertTrue(line(cost, "log").coveredForFree());
    assertTrue(cost.usdAfterFreeTier() < cost.usd());
  }

  @Test
  void theFunctionOfALargeClusterIsNot() {
    Cost cost = OciCost.of(60, TWO_SECONDS);

    assertFalse(line(cost, "function, each minute").coveredForFree());
    assertFalse(line(cost, "function, 0.3 s").coveredForFree());
  }

  @Test
  void fiftyPartitionsHaveAMinimum() {
    assertTrue(find(OciCost.of(49, TWO_SECONDS), "least").isEmpty());
    assertEquals(182.50, line(OciCost.of(50, TWO_SECONDS), "least").usd(), CENT);
    assertEquals(2 * 182.50, line(OciCost.of(100, TWO_SECONDS), "least").usd(), CENT);
  }

  @Test
  void theSumIsThatOfItsLines() {
    Cost cost = OciCost.of(2, TWO_SECONDS);

    assertEquals(cost.lines().stream().mapToDouble(Line::usd).sum(), cost.usd(), 1e-9);
  }

  @Test
  void nothingIsNotACluster() {
    assertThrows(IllegalArgumentException.class, () -> OciCost.of(0, TWO_SECONDS));
    assertThrows(IllegalArgumentException.class, () -> OciCost.of(2, Duration.ZERO));
  }
}
