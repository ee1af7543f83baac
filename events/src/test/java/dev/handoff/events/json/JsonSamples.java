package dev.handoff.events.json;

import dev.handoff.events.Alert;
import dev.handoff.events.Beat;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.spec.ClusterSpec;
import java.util.ArrayList;
import java.util.List;

/** Good JSON of everything that travels, drawn from seeds. */
public final class JsonSamples {

  private static final int OF_EACH = 8;

  private JsonSamples() {}

  /** Some values of each type. */
  public static List<String> ofEveryType() {
    List<String> all = new ArrayList<>();
    all.addAll(of(Beat.class));
    all.addAll(of(Orders.class));
    all.addAll(of(Plan.class));
    all.addAll(of(OperatorCommand.class));
    all.addAll(of(JournalEntry.class));
    all.addAll(of(ClusterSpec.class));
    all.addAll(of(Alert.class));
    return all;
  }

  private static <T> List<String> of(Class<T> type) {
    List<String> texts = new ArrayList<>();
    for (long seed = 0; seed < OF_EACH; seed++) {
      texts.add(Json.write(new Arbitrary(seed).value(type), type));
    }
    return texts;
  }
}
