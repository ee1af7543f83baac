package dev.handoff.controller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.record.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * The page that tells what people see of each fault at each moment is what the production code does
 * when it is played. {@code -Dhandoff.golden=write} writes it anew.
 */
class FaultTableTest {

  private static final Path PAGE = Path.of("../../docs/faults.md");

  private static final String HEAD =
      """
      # What you will see

      For each fault and each moment at which it can come: the mails that people get, and where the group is four minutes later if nobody does
      anything. Two nodes, one group `web` of an Elastic IP and a service, beats each second, a `timeout` of 4 s, a threshold of 2, `isolation: ignore`.

      Where nothing urgent happens, the next function comes with the schedule, a minute later: hence the times beyond 60 s, after a function was
      killed or a reply was lost. (On AWS the stream repeats what a killed function was told, so that it mostly takes less.)

      This page is written by `FaultTableTest`, which plays each case on the production code in virtual time; it fails when the page is no longer
      true. The same faults in random order and company: [promises.md](promises.md).
      """;

  @Test
  void thePageTellsWhatIsSeenOfEachFaultAtEachMoment() throws IOException {
    StringBuilder page = new StringBuilder(HEAD);
    for (Moment moment : Moment.values()) {
      page.append("\n## When ").append(moment.words()).append("\n\n");
      page.append("| what goes wrong | mails | four minutes later |\n| --- | --- | --- |\n");
      for (Mishap mishap : Mishap.values()) {
        List<String> cells = cells(moment, mishap);
        cells.forEach(cell -> assertFalse(cell.isBlank(), moment + " " + mishap));
        page.append("| ").append(String.join(" | ", cells)).append(" |\n");
      }
    }
    if ("write".equals(System.getProperty("handoff.golden"))) {
      Files.writeString(PAGE, page);
    }
    assertEquals(Files.readString(PAGE), page.toString());
  }

  private static List<String> cells(Moment moment, Mishap mishap) {
    Stage stage = moment.set();
    int before = stage.notifier.delivered().size();
    Promises promises = new Promises(stage);
    mishap.happen(stage);
    promises.checkSafety();
    for (int minute = 0; minute < 4; minute++) {
      stage.schedule();
      stage.addresses.land();
      promises.checkSafety();
    }
    stage.play(3);
    List<String> mails =
        stage.notifier.delivered().stream()
            .skip(before)
            .map(message -> message.alert())
            .collect(
                Collectors.toMap(
                    alert -> alert.id(),
                    alert -> alert.subject(),
                    (first, repeat) -> first,
                    LinkedHashMap::new))
            .values()
            .stream()
            .toList();
    return List.of(
        mishap.words(), mails.isEmpty() ? "none" : String.join("<br>", mails), end(stage));
  }

  private static String end(Stage stage) {
    List<String> words = new ArrayList<>();
    words.add(
        switch (stage.phase()) {
          case Phase.Settled _ -> "active on " + stage.owner();
          case Phase.Stranded _ -> "partly active on " + stage.owner();
          case Phase.Stopped _ -> "stopped";
          case Phase.Releasing releasing -> "waits for " + releasing.handover().from() + " to stop";
          case Phase.Moving _ -> "its address moves to " + stage.owner();
          case Phase.Starting _ -> "starts on " + stage.owner();
        });
    Place place = stage.addresses.locate(stage.spec, List.of(Specs.EIP)).getFirst().place();
    words.add(
        switch (place) {
          case Place.AtNode at when at.node().equals(stage.owner()) -> "address there";
          case Place.AtNode at -> "address at " + at.node();
          case Place.Nowhere _ -> "address nowhere";
          case Place.Elsewhere _ -> "address elsewhere";
          case Place.Unreadable _ -> "address not known";
        });
    List<String> running =
        stage.actors.keySet().stream().filter(node -> stage.node(node).isActive("web")).toList();
    if (!running.equals(stage.owner() == null ? List.of() : List.of(stage.owner()))) {
      words.add(running.isEmpty() ? "runs nowhere" : "runs on " + String.join(" and ", running));
    }
    if (stage.record().maintenance()) {
      words.add("maintenance");
    }
    if (stage.record().hold() != null) {
      words.add("on hold: " + stage.record().hold().inWords());
    }
    if (stage.group().hold() != null) {
      words.add("on hold: " + stage.group().hold().inWords());
    }
    return String.join(", ", words);
  }
}
