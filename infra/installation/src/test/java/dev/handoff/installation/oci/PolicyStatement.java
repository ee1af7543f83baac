package dev.handoff.installation.oci;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement of Oracle's policy language, as far as this project uses it:
 *
 * <pre>
 *   Allow SUBJECT to VERB TYPE in compartment id OCID [where CONDITION]
 *   Allow SUBJECT to {PERMISSION, …} in compartment id OCID [where CONDITION]
 * </pre>
 *
 * @param name from the comment above it
 * @param verb inspect, read, use or manage; empty where permissions are listed
 * @param type a resource type; empty where permissions are listed
 */
record PolicyStatement(
    String name,
    String subject,
    String verb,
    String type,
    Set<String> permissions,
    String compartment,
    Condition condition) {

  /** From the weakest to the strongest: each includes those before it. */
  static final List<String> VERBS = List.of("inspect", "read", "use", "manage");

  /** Types that stand for several others. */
  private static final Map<String, Set<String>> FAMILIES =
      Map.of(
          "object-family",
          Set.of("objects", "buckets"),
          "virtual-network-family",
          Set.of("private-ips", "public-ips", "vnics", "subnets", "route-tables", "ipv6s"));

  private static final Pattern FORM =
      Pattern.compile(
          "Allow (?<subject>any-user|(?:dynamic-group|group|service) [A-Za-z0-9_.'/-]+) to "
              + "(?:(?<verb>inspect|read|use|manage) (?<type>[a-z0-9-]+)"
              + "|\\{(?<permissions>[A-Z_, ]+)})"
              + " in compartment id (?<compartment>ocid1\\.[a-z0-9.-]+)"
              + "(?: where (?<condition>.+))?");

  /** Reads a statement that is on one line. */
  static PolicyStatement of(String name, String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(name + " is no statement: " + text);
    }
    String permissions = matcher.group("permissions");
    String condition = matcher.group("condition");
    return new PolicyStatement(
        name,
        matcher.group("subject"),
        permissions == null ? matcher.group("verb") : "",
        permissions == null ? matcher.group("type") : "",
        permissions == null ? Set.of() : Set.of(permissions.trim().split(", *", -1)),
        matcher.group("compartment"),
        condition == null ? new Condition.Always() : new Conditions(condition).read());
  }

  PolicyStatement where(Condition other) {
    return new PolicyStatement(name, subject, verb, type, permissions, compartment, other);
  }

  PolicyStatement with(String otherVerb) {
    return new PolicyStatement(name, subject, otherVerb, type, permissions, compartment, condition);
  }

  /** Whether it lets somebody do that. */
  boolean allows(Asked asked) {
    return subject.equals(asked.subject())
        && compartment.equals(asked.compartment())
        && covers(asked)
        && condition.holds(asked.variables());
  }

  private boolean covers(Asked asked) {
    if (!permissions.isEmpty()) {
      return permissions.contains(asked.variables().getOrDefault("request.permission", ""));
    }
    return (type.equals(asked.type())
            || FAMILIES.getOrDefault(type, Set.of()).contains(asked.type()))
        && VERBS.indexOf(verb) >= VERBS.indexOf(asked.verb());
  }

  /**
   * What somebody asks of Oracle Cloud.
   *
   * @param verb the weakest that includes it, by Oracle's policy reference
   * @param variables what the request tells, such as {@code request.operation}
   */
  record Asked(
      String subject,
      String verb,
      String type,
      String compartment,
      Map<String, String> variables) {}

  /** Reads conditions. */
  private static final class Conditions {

    private static final Pattern WORD = Pattern.compile("[a-z.]+|'[^']*'|[{},=]");

    private final Deque<String> words = new ArrayDeque<>();

    Conditions(String text) {
      WORD.matcher(text).results().map(MatchResult::group).forEach(words::add);
      if (!WORD.matcher(text).replaceAll("").isBlank()) {
        throw new IllegalArgumentException("not understood: " + text);
      }
    }

    Condition read() {
      Condition read = condition();
      if (!words.isEmpty()) {
        throw new IllegalArgumentException("not understood: " + words);
      }
      return read;
    }

    private Condition condition() {
      String first = words.remove();
      if (!words.element().equals("{")) {
        expect("=");
        String value = words.remove();
        return new Condition.Equals(first, value.substring(1, value.length() - 1));
      }
      List<Condition> parts = new ArrayList<>();
      do {
        words.remove();
        parts.add(condition());
      } while (words.element().equals(","));
      expect("}");
      return switch (first) {
        case "all" -> new Condition.All(parts);
        case "any" -> new Condition.Any(parts);
        default -> throw new IllegalArgumentException("all or any, not " + first);
      };
    }

    private void expect(String word) {
      if (!words.remove().equals(word)) {
        throw new IllegalArgumentException("expected " + word + " before " + words);
      }
    }
  }
}
