package dev.handoff.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import dev.handoff.console.status.ClusterView;
import dev.handoff.console.status.Views;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page that scripts are written by tells what {@code status --json} prints. */
final class StatusPageTest {

  private static final Path PAGE = Path.of("../../docs/status.md");
  private static final String BEGIN = "```json\n";
  private static final Gson PRETTY =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  @Test
  void theExampleOfThePageIsWhatIsPrinted() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf("```", begin);
    String printed = PRETTY.toJson(StatusCommand.line(Views.NO_RESERVE.view())) + "\n";

    if ("write".equals(System.getProperty("handoff.golden"))) {
      Files.writeString(PAGE, page.substring(0, begin) + printed + page.substring(end));
      page = Files.readString(PAGE);
    }

    assertEquals(printed, page.substring(begin, page.indexOf("```", begin)));
  }

  @Test
  void thePageNamesEveryMember() throws IOException {
    String page = Files.readString(PAGE);
    Set<String> members =
        Arrays.stream(ClusterView.class.getRecordComponents())
            .map(RecordComponent::getName)
            .filter(name -> !page.contains("`" + name + "`") && !page.contains("\"" + name + "\""))
            .collect(Collectors.toCollection(TreeSet::new));

    assertEquals(Set.of(), members);
  }

  @Test
  void aLineBeginsWithWhenAndHowWellItIs() {
    JsonObject line = StatusCommand.line(Views.DOWN.view());

    assertEquals(
        List.of("at", "event", "level", "troubles"), line.keySet().stream().limit(4).toList());
    assertEquals("down", line.get("level").getAsString());
  }
}
