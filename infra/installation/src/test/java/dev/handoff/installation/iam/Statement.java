package dev.handoff.installation.iam;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A statement of a policy.
 *
 * @param conditions by operator, then by key
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">the
 *     elements of policies</a>
 */
public record Statement(
    String sid,
    boolean allows,
    List<String> actions,
    List<String> resources,
    Map<String, Map<String, List<String>>> conditions) {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]+)}");

  /** Whether it speaks of this. */
  boolean matches(String action, String arn, Map<String, List<String>> context) {
    return actions.stream().anyMatch(pattern -> like(pattern, action, true))
        && resources.stream().anyMatch(pattern -> like(pattern, arn, false))
        && conditions.entrySet().stream()
            .allMatch(operator ->
                operator.getValue().entrySet().stream()
                    .allMatch(
                        key -> holds(operator.getKey(), key.getKey(), key.getValue(), context)));
  }

  /** The keys of a condition must all hold, and one of the values is enough. */
  private static boolean holds(
      String operator, String key, List<String> wanted, Map<String, List<String>> context) {
    List<String> found = context.getOrDefault(key, List.of());
    return switch (operator) {
      case "StringEquals" -> found.stream().anyMatch(value -> isOneOf(wanted, value, context));
      case "ForAllValues:StringEquals" ->
          found.stream().allMatch(value -> isOneOf(wanted, value, context));
      case "Null" -> wanted.equals(List.of(String.valueOf(found.isEmpty())));
      case "Bool" -> found.equals(wanted);
      case "ArnNotEquals" ->
          found.stream().noneMatch(value -> wanted.stream().anyMatch(w -> like(w, value, false)));
      default -> throw new IllegalArgumentException("the evaluator does not know " + operator);
    };
  }

  /** What contains a variable that has no value here equals nothing. */
  private static boolean isOneOf(
      List<String> wanted, String value, Map<String, List<String>> context) {
    return wanted.stream()
        .filter(
            each -> VARIABLE.matcher(each).results().allMatch(v -> context.containsKey(v.group(1))))
        .map(each ->
            VARIABLE
                .matcher(each)
                .replaceAll(v -> context.getOrDefault(v.group(1), List.of("")).getFirst()))
        .anyMatch(value::equals);
  }

  private static boolean like(String pattern, String text, boolean anyCase) {
    String regex =
        pattern
            .chars()
            .mapToObj(c ->
                switch (c) {
                  case '*' -> ".*";
                  case '?' -> ".";
                  default -> Pattern.quote(Character.toString(c));
                })
            .collect(Collectors.joining());
    return Pattern.compile(regex, anyCase ? Pattern.CASE_INSENSITIVE : 0).matcher(text).matches();
  }
}
