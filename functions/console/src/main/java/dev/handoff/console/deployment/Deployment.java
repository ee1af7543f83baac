package dev.handoff.console.deployment;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where an installation is: what it gives as its output {@code Deployment} (SAM) or {@code
 * deployment} (Terraform).
 *
 * @param account the twelve digits of the account that owns the nodes
 * @param tables prefix of the two tables' names
 * @param function ARN of the function's alias
 * @param topic ARN of the alerts' topic; empty if there is none
 */
public record Deployment(
    String region, String account, String tables, String function, String topic) {

  private static final Pattern FUNCTION =
      Pattern.compile("arn:[a-z-]+:lambda:([a-z0-9-]+):([0-9]{12}):function:([\\w-]+)(:[\\w$-]+)?");

  private static final String WANTED =
      "a deployment is a JSON object with region, account, tables, function and topic, as the"
          + " installation's output has it; or what 'terraform output -json' prints";

  /** It is no deployment. The message says what is wrong with it. */
  public static final class Malformed extends Exception {
    Malformed(String message) {
      super(message);
    }
  }

  /**
   * Reads the object itself, or what {@code terraform output -json} prints with it.
   *
   * @throws Malformed if it is neither, or if a member is missing or makes no sense
   */
  public static Deployment parse(String json) throws Malformed {
    return of(outputOf(json));
  }

  /**
   * The object itself, or what {@code terraform output -json} prints with it.
   *
   * @throws Malformed if it is neither
   */
  static JsonObject outputOf(String json) throws Malformed {
    JsonObject object = object(json);
    if (object.get("deployment") instanceof JsonObject output && output.has("value")) {
      JsonElement value = output.get("value");
      return object(value.isJsonPrimitive() ? value.getAsString() : value.toString());
    }
    return object;
  }

  static Deployment of(JsonObject object) throws Malformed {
    Deployment deployment =
        new Deployment(
            text(object, "region", WANTED),
            text(object, "account", WANTED),
            text(object, "tables", WANTED),
            text(object, "function", WANTED),
            object.has("topic") ? text(object, "topic", WANTED) : "");
    deployment.check();
    return deployment;
  }

  private static JsonObject object(String json) throws Malformed {
    try {
      if (JsonParser.parseString(json) instanceof JsonObject object) {
        return object;
      }
    } catch (JsonParseException e) {
      throw new Malformed("not JSON: " + e.getMessage() + "; " + WANTED);
    }
    throw new Malformed("no JSON object; " + WANTED);
  }

  /**
   * A member that must be there.
   *
   * @param wanted what a deployment is, for the message
   * @throws Malformed if it is missing, or no text
   */
  static String text(JsonObject object, String name, String wanted) throws Malformed {
    JsonElement value = object.get(name);
    if (value == null || !value.isJsonPrimitive() || value.getAsString().isBlank()) {
      throw new Malformed("'" + name + "' is missing or no text; " + wanted);
    }
    return value.getAsString();
  }

  private void check() throws Malformed {
    if (!account.matches("[0-9]{12}")) {
      throw new Malformed("'account' is '" + account + "'; it must be the account's 12 digits");
    }
    if (!region.matches("[a-z0-9-]+")) {
      throw new Malformed("'region' is '" + region + "'; it must be a region such as eu-central-1");
    }
    if (!tables.matches("[A-Za-z0-9_.-]+")) {
      throw new Malformed("'tables' is '" + tables + "'; it must be the prefix of two tables");
    }
    Matcher arn = FUNCTION.matcher(function);
    if (!arn.matches()) {
      throw new Malformed(
          "'function' is '" + function + "'; it must be the ARN of the function's alias");
    }
    if (!arn.group(1).equals(region) || !arn.group(2).equals(account)) {
      throw new Malformed(
          "'function' is in %s of account %s, and the deployment in %s of account %s"
              .formatted(arn.group(1), arn.group(2), region, account));
    }
  }

  /** The function's own name, without its alias. */
  public String functionName() {
    return part(3);
  }

  /** The alias or version that the ARN ends with; empty: none. */
  public String qualifier() {
    String qualifier = part(4);
    return qualifier.isEmpty() ? "" : qualifier.substring(1);
  }

  private String part(int group) {
    Matcher arn = FUNCTION.matcher(function);
    String part = arn.matches() ? arn.group(group) : "";
    return part == null ? "" : part;
  }
}
