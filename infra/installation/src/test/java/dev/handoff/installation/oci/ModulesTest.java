package dev.handoff.installation.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import dev.handoff.installation.Infra;
import dev.handoff.installation.Program;
import dev.handoff.installation.Program.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real Terraform checks the modules for Oracle Cloud against an extract of the provider's
 * schema, and runs the tests that lie beside them. Nothing of Oracle Cloud is asked.
 */
final class ModulesTest {

  private static StandInProvider provider;

  @TempDir Path folder;

  @BeforeAll
  static void startProvider() throws IOException {
    provider = StandInProvider.start();
  }

  @AfterAll
  static void stopProvider() {
    provider.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"oci", "oci-node", "examples/oci-private-ip"})
  void theTestsOfAModulePass(String module) throws IOException {
    Infra.copy(folder);
    initialise(module);

    Ending ending = terraform(module, "test", "-no-color");

    assertEquals(0, ending.code(), ending::output);
    assertTrue(
        ending.output().matches("(?s).*Success! [1-9]\\d* passed, 0 failed.*"), ending::output);
  }

  @Test
  void theExampleIsValid() throws IOException {
    Infra.copy(folder);
    initialise("examples/oci-private-ip");

    Ending ending = terraform("examples/oci-private-ip", "validate", "-no-color");

    assertEquals(0, ending.code(), ending::output);
  }

  /** As `terraform output -raw spec` would write it, from what the mock made. */
  @Test
  void theSpecOfTheExampleIsOne() throws IOException {
    Infra.copy(folder);
    initialise("examples/oci-private-ip");

    String told = terraform("examples/oci-private-ip", "test", "-verbose", "-no-color").output();

    Matcher spec = Pattern.compile("(?ms)^spec *= <<-EOT$(.*?)^EOT$").matcher(told);
    assertTrue(spec.find(), told);
    SpecResult read = SpecReader.read("cluster.yaml", spec.group(1).stripIndent());
    assertInstanceOf(SpecResult.Valid.class, read, spec.group(1) + read);
  }

  /** The check itself: it must see what a wrong name, type or omission is. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "state.tf|access_type|acces_type|An argument named \"acces_type\" is not expected",
        "state.tf|object_name_filter {|object_filter {|Blocks of type \"object_filter\" are not",
        "messages.tf|protocol       = \"EMAIL\"||The argument \"protocol\" is required",
        "alarms.tf|is_enabled            = true|is_enabled = \"maybe\"|a bool is required",
        "state.tf|oci_streaming_stream_pool|oci_stream_pool|does not support resource type"
      })
  void whatTheProviderDoesNotKnowIsNoticed(
      String file, String right, String wrong, String complaint) throws IOException {
    Infra.copy(folder);
    Path path = folder.resolve("terraform/oci/" + file);
    String text = Files.readString(path);
    String changed = text.replace(right, wrong == null ? "" : wrong);
    assertNotEquals(text, changed, "there is no " + right);
    Files.writeString(path, changed);
    initialise("examples/oci-private-ip");

    Ending ending = terraform("examples/oci-private-ip", "validate", "-no-color");

    String told = ending.output().replaceAll("[\\s│]+", " ");
    assertNotEquals(0, ending.code(), told);
    assertTrue(told.contains(complaint), told);
  }

  @Test
  void everythingIsFormatted() throws IOException {
    Infra.copy(folder);

    Ending ending = terraform("", "fmt", "-check", "-recursive", "-diff");

    assertEquals(0, ending.code(), ending::output);
  }

  private void initialise(String module) throws IOException {
    Ending ending = terraform(module, "init", "-input=false", "-no-color", "-backend=false");
    assertEquals(0, ending.code(), ending::output);
  }

  private Ending terraform(String module, String... words) throws IOException {
    String[] all = new String[words.length + 1];
    all[0] = "-chdir=" + folder.resolve("terraform").resolve(module);
    System.arraycopy(words, 0, all, 1, words.length);
    Path configuration = folder.resolve("terraformrc");
    Files.writeString(configuration, "disable_checkpoint = true\n");
    return Program.require("terraform", all)
        .with(
            Map.of(
                "TF_CLI_CONFIG_FILE",
                configuration.toString(),
                "CHECKPOINT_DISABLE",
                "1",
                "TF_IN_AUTOMATION",
                "1",
                "TF_REATTACH_PROVIDERS",
                provider.reattachment()))
        .run(folder);
  }
}
