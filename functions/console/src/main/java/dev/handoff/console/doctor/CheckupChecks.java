package dev.handoff.console.doctor;

import dev.handoff.console.deployment.Invocation;
import dev.handoff.dispatch.Checkup;
import dev.handoff.dispatch.Permission;
import dev.handoff.dispatch.Permission.Ruling;
import dev.handoff.events.json.Json;
import dev.handoff.events.json.MalformedEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the function says of itself, and of what it is permitted.
 *
 * @param cloud who permits
 * @param version of this command line; null if it was not packaged
 * @param log where the function's log is
 * @param remedy of a call that is refused
 */
record CheckupChecks(String cloud, @Nullable String version, String log, String remedy) {

  /** What it is asked with. */
  static final String EVENT = "{\"doctor\": {}}";

  private static final String AREA = "function";
  private static final String PERMISSIONS = "permissions";

  /** Judges its answer to {@link #EVENT}. */
  List<Check> of(Invocation invocation) {
    return switch (invocation) {
      case Invocation.NotInvoked(String why, boolean forbidden) when forbidden ->
          List.of(
              Check.warn(
                  PERMISSIONS,
                  "the function was not asked what it may do: " + why,
                  "only it can say; let somebody who may command run this"));
      case Invocation.NotInvoked not ->
          List.of(Check.fail(PERMISSIONS, not.why(), "no command would reach it either"));
      case Invocation.Doubtful doubtful ->
          List.of(Check.fail(PERMISSIONS, doubtful.why(), "read its log " + log));
      case Invocation.Answered answered -> {
        try {
          yield said(Json.read(answered.payload(), Checkup.class));
        } catch (MalformedEvent e) {
          yield List.of(
              Check.fail(
                  PERMISSIONS,
                  "its answer is none that this version understands: " + e.getMessage(),
                  "bring the function and this command line to the same version"));
        }
      }
    };
  }

  private List<Check> said(Checkup checkup) {
    List<Check> checks = new ArrayList<>();
    if (version != null && !checkup.version().isEmpty() && !version.equals(checkup.version())) {
      checks.add(
          Check.warn(
              AREA,
              "it is version " + checkup.version() + ", and this command line " + version,
              "bring both to the same version"));
    }
    checkup
        .unreadable()
        .forEach((cluster, why) ->
            checks.add(
                Check.fail(
                    PERMISSIONS,
                    cluster + ": the function cannot read its record: " + why,
                    "may it read the table? Else restore the record from a backup")));
    checkup
        .permissions()
        .forEach((cluster, permissions) -> checks.addAll(permissions(cluster, permissions)));
    return checks;
  }

  private List<Check> permissions(String cluster, List<Permission> permissions) {
    List<Check> checks = new ArrayList<>();
    for (Permission permission : permissions) {
      String what = "%s: %s on %s".formatted(cluster, permission.call(), permission.on());
      if (permission.ruling() == Ruling.REFUSED) {
        checks.add(
            Check.fail(
                PERMISSIONS,
                what + " is refused to the function",
                remedy + ": " + permission.detail()));
      } else if (permission.ruling() == Ruling.UNCLEAR) {
        checks.add(
            Check.warn(
                PERMISSIONS,
                what + " could not be tried: " + permission.detail(),
                "is it there, and spelt as in the spec?"));
      }
    }
    if (checks.isEmpty()) {
      checks.add(
          Check.ok(
              PERMISSIONS,
              "%s: %s permits the function all %d calls that the spec may lead to"
                  .formatted(cluster, cloud, permissions.size())));
    }
    return checks;
  }
}
