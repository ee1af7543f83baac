package dev.handoff.console.cib;

import dev.handoff.controller.placement.Placement;
import dev.handoff.controller.placement.PlacementResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares our placement of random clusters with crm_simulate's. */
public final class Differential {

  /** One cluster that came out differently. */
  record Difference(long seed, Map<String, String> ours, Map<String, String> theirs) {}

  private Differential() {}

  /**
   * Runs from the command line.
   *
   * @param arguments the first seed and how many
   */
  public static void main(String[] arguments) throws IOException {
    long first = Long.parseLong(arguments[0]);
    long count = Long.parseLong(arguments[1]);
    long began = System.nanoTime();
    List<Difference> differences = between(first, count);
    differences.forEach(System.out::println);
    System.out.printf(
        "seeds %d to %d: %d of %d agree with crm_simulate %s, %d s%n",
        first,
        first + count - 1,
        count - differences.size(),
        count,
        CrmSimulate.version().orElse("(none)"),
        (System.nanoTime() - began) / 1_000_000_000);
  }

  static List<Difference> between(long first, long count) throws IOException {
    List<Difference> differences = new ArrayList<>();
    Path file = Files.createTempFile("handoff-differential", ".xml");
    try {
      for (long seed = first; seed < first + count; seed++) {
        String document = RandomCib.of(seed);
        Files.writeString(file, document);
        Map<String, String> ours = ours(document);
        Map<String, String> theirs = CrmSimulate.placement(file);
        if (!ours.equals(theirs)) {
          differences.add(new Difference(seed, ours, theirs));
        }
      }
    } finally {
      Files.delete(file);
    }
    return differences;
  }

  /** Our placement, "-" for what is stopped. */
  static Map<String, String> ours(String document) {
    Reading reading = CibReader.read(document.getBytes(StandardCharsets.UTF_8), RandomCib.NOW);
    return switch (reading) {
      case Reading.Understood r -> nodes(Placement.place(r.problem()));
      case Reading.Unsupported u -> Map.of("unsupported", u.why());
      case Reading.Invalid i -> Map.of("invalid", i.why());
    };
  }

  static Map<String, String> nodes(PlacementResult result) {
    Map<String, String> nodes = new TreeMap<>();
    for (PlacementResult.UnitPlacement unit : result.units()) {
      for (PlacementResult.MemberPlacement member : unit.members()) {
        String node = member.node();
        nodes.put(member.member(), node == null ? "-" : node);
      }
    }
    return nodes;
  }
}
