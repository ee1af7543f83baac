package dev.handoff.events.json;

import java.util.Locale;
import java.util.regex.Pattern;

/** The spelling of names in JSON and in machine-readable output: {@code owner-changed}. */
public final class Kebab {

  private static final Pattern WORD_START = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private Kebab() {}

  /** {@code OwnerChanged} and {@code OWNER_CHANGED} both become {@code owner-changed}. */
  public static String of(String name) {
    String spaced = WORD_START.matcher(name).replaceAll("-").replace('_', '-');
    return spaced.toLowerCase(Locale.ROOT);
  }

  public static String of(Enum<?> constant) {
    return of(constant.name());
  }

  public static String of(Class<?> variant) {
    return of(variant.getSimpleName());
  }
}
