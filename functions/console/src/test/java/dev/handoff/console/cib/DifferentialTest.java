package dev.handoff.console.cib;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Places random clusters and lets Pacemaker's own scheduler judge. More of them: {@code
 * -Dhandoff.differential=FIRST:COUNT}.
 */
class DifferentialTest {

  /** Pacemaker's answers to some colocations differ from version to version; see decisions. */
  private static final String VERSION = "2.1.5";

  @Test
  void placesRandomClustersAsPacemakerDoes() throws IOException {
    String version = CrmSimulate.version().orElse("");
    assumeTrue(!version.isEmpty(), "crm_simulate is not installed (Debian: pacemaker-cli-utils)");
    assumeTrue(
        version.startsWith(VERSION),
        "crm_simulate is %s, and the scheduler followed is that of %s".formatted(version, VERSION));
    String[] range = System.getProperty("handoff.differential", "0:150").split(":", 2);

    List<Differential.Difference> differences =
        Differential.between(Long.parseLong(range[0]), Long.parseLong(range[1]));

    assertEquals(List.of(), differences, "seeds whose clusters are placed differently");
  }
}
