package dev.handoff.console.cost;

/** A list price in USD, without taxes. */
interface Price {

  double usd();

  /** For so many units. */
  int units();

  String unit();

  /** Whether the cloud gives every account so much for nothing, if nothing else uses that up. */
  boolean isCoveredForFree(double quantity);

  /** What so many units cost. */
  default double of(double quantity) {
    return quantity / units() * usd();
  }

  /** In words, for example {@code 0.625 a million}. */
  default String inWords() {
    if (usd() == 0) {
      return "nothing";
    }
    String amount = usd() < 0.0001 ? "%.10f".formatted(usd()) : "%.4f".formatted(usd());
    return amount.replaceFirst("(\\.\\d{3})0$", "$1")
        + switch (units()) {
          case 1 -> " each";
          case 1_000_000 -> " a million";
          default -> " for %,d".formatted(units());
        };
  }
}
