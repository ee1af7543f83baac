package dev.handoff.installation.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import dev.handoff.installation.Policies;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the function's image can be looked at without building it. */
final class ImageRecipeTest {

  private static final Path FOLDER = Policies.root().resolve("infra/oci");

  @TempDir Path folder;

  private static String find(String pattern) throws IOException {
    String recipe = Files.readString(FOLDER.resolve("Dockerfile"));
    Matcher matcher = Pattern.compile(pattern, Pattern.MULTILINE).matcher(recipe);
    assertTrue(matcher.find(), pattern);
    return matcher.group(1);
  }

  private static List<String> entry() throws IOException {
    JsonArray words = JsonParser.parseString(find("^ENTRYPOINT (\\[.+])$")).getAsJsonArray();
    return StreamSupport.stream(words.spliterator(), false).map(JsonElement::getAsString).toList();
  }

  @Test
  void thisJavaTakesItsOptions() throws Exception {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    Process process =
        new ProcessBuilder(java, "@" + FOLDER.resolve("java.options"), "-version")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertEquals(0, process.waitFor(), output);
  }

  @Test
  void thisJavaHasItsModules() throws IOException {
    for (String module : Set.of(find("--add-modules (\\S+)").split(",", -1))) {
      assertTrue(ModuleLayer.boot().findModule(module).isPresent(), module);
    }
  }

  @Test
  void bothArchivesAreMadeWithTheOptionsThatTheyAreUsedWith() throws IOException {
    String options = "@/function/java.options";

    assertTrue(entry().contains(options), entry().toString());
    assertEquals(options, find("^RUN /function/runtime/bin/java (.+) -Xshare:dump$"));
    assertEquals(options, find("^ +/function/runtime/bin/java (\\S+) -Xlog:disable"));
    assertTrue(
        entry().contains("-XX:SharedArchiveFile=" + find("-XX:ArchiveClassesAtExit=(\\S+)")));
  }

  @Test
  void theRehearsalPlaysWhatTheImageStarts() throws IOException {
    String rehearsed = find("-XX:ArchiveClassesAtExit=\\S+ (.+?) \\\\$");

    assertEquals(
        entry().subList(entry().size() - 2, entry().size()), List.of(rehearsed.split(" ", -1)));
  }

  @Test
  void theRehearsalCompiles() {
    ByteArrayOutputStream told = new ByteArrayOutputStream();
    String source = FOLDER.resolve("Rehearsal.java").toString();
    String out = folder.toString();

    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, told, told, "-Xlint:all", "-Werror", "-cp", out, "-d", out, source);

    assertEquals(0, code, told.toString(StandardCharsets.UTF_8));
  }

  @Test
  void itRunsAsTheUserThatOracleRunsItAs() throws IOException {
    assertEquals("1000:1000", find("^USER (.+)$"));
    assertEquals("1000", find("groupadd --gid (\\d+) fn"));
    assertEquals("1000", find("useradd --uid (\\d+) --gid fn fn"));
  }
}
