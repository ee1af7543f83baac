package dev.handoff.console.conversion;

import static org.junit.jupiter.api.Assertions.fail;

import dev.handoff.console.conversion.ImportResult.Imported;
import dev.handoff.console.conversion.ImportResult.Refused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Configurations of the same clusters, as each of Pacemaker's tools shows them. */
final class Samples {

  private static final Map<String, List<String>> FORMS =
      Map.of(
          "eip-apache", List.of("cib.xml", "crm.txt", "pcs-0.9.txt", "pcs-0.11.txt"),
          "vip-apache-ping",
              List.of("cib.xml", "crm.txt", "commands.txt", "pcs-0.9.txt", "pcs-0.11.txt"),
          "vip-haproxy", List.of("cib.xml", "crm.txt", "pcs-0.10.txt", "pcs-0.11.txt"),
          "route-vip", List.of("cib.xml", "crm.txt", "pcs-0.9.txt", "pcs-0.11.txt"),
          "oci-private-ip", List.of("cib.xml", "crm.txt", "pcs-0.9.txt", "pcs-0.11.txt"),
          "two-groups", List.of("cib.xml", "crm.txt", "pcs-0.10.txt", "pcs-0.11.txt"));

  private Samples() {}

  static Stream<String> systems() {
    return FORMS.keySet().stream().sorted();
  }

  /** All configurations, as {@code system/form}. */
  static Stream<String> all() {
    return systems()
        .flatMap(system ->
            Objects.requireNonNull(FORMS.get(system)).stream().map(form -> system + "/" + form));
  }

  static byte[] bytes(String name) {
    try (InputStream in = Samples.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(in, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String text(String name) {
    return new String(bytes(name), StandardCharsets.UTF_8);
  }

  static ImportResult read(String text) {
    return new Importer("in", "spec", null).read(text.getBytes(StandardCharsets.UTF_8));
  }

  static Imported imported(String text) {
    return switch (read(text)) {
      case Imported imported -> imported;
      case Refused refused -> fail(refused.why());
    };
  }

  static String refusal(String text) {
    return switch (read(text)) {
      case Imported imported -> fail("was read:\n" + imported.spec());
      case Refused refused -> refused.why();
    };
  }
}
