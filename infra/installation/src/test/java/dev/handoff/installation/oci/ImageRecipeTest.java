package dev.handoff.installation.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.handoff.installation.Policies;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** What of the function's image can be looked at without building it. */
final class ImageRecipeTest {

  private static String recipe() throws IOException {
    return Files.readString(Policies.root().resolve("infra/oci/Dockerfile"));
  }

  private static String find(String pattern) throws IOException {
    Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(recipe());
    assertTrue(matcher.find(), pattern);
    return matcher.group(1);
  }

  private static List<String> entry() throws IOException {
    JsonArray words = JsonParser.parseString(find("^ENTRYPOINT (\\[.+])$")).getAsJsonArray();
    return StreamSupport.stream(words.spliterator(), false).map(JsonElement::getAsString).toList();
  }

  @Test
  void thisJavaTakesAllItsOptions() throws Exception {
    List<String> command = new ArrayList<>(entry());
    assertEquals("/function/runtime/bin/java", command.getFirst());
    command.set(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.subList(command.indexOf("-cp"), command.size()).clear();
    command.add("-version");

    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, process.waitFor(), output);
  }

  @Test
  void thisJavaHasAllItsModules() throws IOException {
    for (String module : Set.of(find("--add-modules (\\S+)").split(",", -1))) {
      assertTrue(ModuleLayer.boot().findModule(module).isPresent(), module);
    }
  }

  @Test
  void theArchiveIsMadeWithTheOptionsThatItIsUsedWith() throws IOException {
    String dump = find("^RUN /runtime/bin/java (.+) -Xshare:dump$");

    assertTrue(entry().containsAll(List.of(dump.split(" ", -1))), dump);
  }

  @Test
  void itRunsAsTheUserThatOracleRunsItAs() throws IOException {
    assertEquals("1000:1000", find("^USER (.+)$"));
    assertEquals("1000", find("groupadd --gid (\\d+) fn"));
    assertEquals("1000", find("useradd --uid (\\d+) --gid fn fn"));
  }
}
