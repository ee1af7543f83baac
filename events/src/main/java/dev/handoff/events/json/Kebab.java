package dev.handoff.events.json;

import java.util.Locale;

/** The spelling of names in JSON and in machine-readable output: {@code owner-changed}. */
public final class Kebab {

  private Kebab() {}

  /** {@code OwnerChanged} and {@code OWNER_CHANGED} both become {@code owner-changed}. */
  public static String of(String name) {
    String spaced = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").replace('_', '-');
    return spaced.toLowerCase(Locale.ROOT);
  }

  public static String of(Enum<?> constant) {
    return of(constant.name());
  }

  public static String of(Class<?> variant) {
    return of(variant.getSimpleName());
  }
}
