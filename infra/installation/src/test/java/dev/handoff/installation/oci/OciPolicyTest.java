package dev.handoff.installation.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.installation.Policies;
import dev.handoff.installation.oci.Condition.Always;
import dev.handoff.installation.oci.PolicyStatement.Asked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What an installation on Oracle Cloud lets each of its parts do, and what it does not, by an
 * evaluator of our own: nothing but Oracle Cloud itself can tell whether it reads them so.
 */
final class OciPolicyTest {

  static Stream<Arguments> requests() {
    return OciPolicies.NAMES.stream()
        .flatMap(policy ->
            Stream.concat(
                Duties.of(policy).allowed().stream().map(a -> Arguments.of(policy, a, true)),
                Duties.of(policy).denied().stream().map(a -> Arguments.of(policy, a, false))));
  }

  @ParameterizedTest(name = "{0}: {1} {2}")
  @MethodSource("requests")
  void aPolicyAllowsItsDutyAndNothingElse(String policy, Asked asked, boolean allowed) {
    assertEquals(allowed, OciPolicies.statements(policy).stream().anyMatch(s -> s.allows(asked)));
  }

  static Stream<Arguments> statements() {
    return OciPolicies.NAMES.stream()
        .flatMap(
            policy -> OciPolicies.statements(policy).stream().map(s -> Arguments.of(policy, s)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("statements")
  void everyStatementIsNeeded(String policy, PolicyStatement statement) {
    assertTrue(
        Duties.of(policy).allowed().stream().anyMatch(statement::allows),
        statement.name() + " allows nothing that " + policy + " is there for");
  }

  static Stream<Arguments> widenings() {
    return OciPolicies.NAMES.stream()
        .flatMap(policy ->
            OciPolicies.statements(policy).stream()
                .flatMap(s -> widened(s).stream().map(wide -> Arguments.of(policy, wide))));
  }

  /** Each way in which somebody might make life easier for himself. */
  private static List<PolicyStatement> widened(PolicyStatement statement) {
    List<PolicyStatement> wide =
        new ArrayList<>(statement.condition().weakened().stream().map(statement::where).toList());
    if (statement.condition() instanceof Always) {
      wide.add(statement.with("manage"));
    }
    return wide;
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("widenings")
  void aStatementThatIsWidenedAllowsSomethingThatMustBeDenied(
      String policy, PolicyStatement widened) {
    assertTrue(
        Duties.of(policy).denied().stream().anyMatch(widened::allows),
        widened + " passes unnoticed");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("statements")
  void nothingIsGrantedWholesale(String policy, PolicyStatement statement) {
    boolean conditional = !(statement.condition() instanceof Always);

    assertFalse(statement.type().equals("all-resources"), policy);
    assertTrue(conditional || !statement.verb().equals("manage"), "manage without a condition");
    assertTrue(
        !statement.subject().equals("any-user")
            || OciPolicies.text(policy).contains("request.principal.type = "),
        "any-user is anybody");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("statements")
  void everyStatementIsExplained(String policy, PolicyStatement statement) throws IOException {
    String page = Files.readString(Policies.root().resolve("docs/permissions.md"));
    String row = "| `oci/" + policy + "` | " + statement.name() + " |";

    assertTrue(page.contains(row), "docs/permissions.md has no row " + row);
  }

  @Test
  void everyFileIsTested() throws IOException {
    try (Stream<Path> files = Files.list(Policies.root().resolve("infra/policies/oci"))) {
      Set<String> policies =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".txt"))
              .map(name -> name.replace(".txt", ""))
              .collect(Collectors.toSet());
      assertEquals(Set.copyOf(OciPolicies.NAMES), policies);
    }
  }
}
