package dev.handoff.console.cib;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a failed operation leads to, from the mildest to the most severe. */
enum OnFail {
  IGNORE,
  RECOVER,
  MIGRATE,
  BLOCK,
  STOP,
  STANDBY;

  /** Whether a later success of the resource does not end it. */
  boolean isLasting() {
    return this == MIGRATE || this == STOP || this == STANDBY;
  }

  /** As configured for the operation, else in the defaults of operations, else by its kind. */
  static OnFail of(Cib cib, Resource resource, Operation operation)
      throws InvalidCib, UnsupportedCib {
    Map<String, String> meta = new HashMap<>();
    Element configured = configured(resource, operation.key());
    if (configured != null) {
      meta.putAll(configured.attributes());
      cib.attributes().collect(configured, "meta_attributes", false, meta);
    }
    boolean own = meta.containsKey("on-fail");
    cib.attributes().collect(cib.section("op_defaults"), "meta_attributes", false, meta);
    if (meta.containsKey("role_after_failure")) {
      throw new UnsupportedCib("role_after_failure");
    }
    boolean stop = operation.task().equals("stop");
    String value = meta.getOrDefault("on-fail", "").toLowerCase(Locale.ROOT);
    if (stop && (value.equals("standby") || value.equals("demote") || value.equals("stop"))) {
      value = "";
    }
    return switch (value) {
      case "" -> byDefault(cib, resource, stop);
      case "restart" -> RECOVER;
      case "ignore", "nothing" -> IGNORE;
      case "stop" -> STOP;
      case "standby" -> STANDBY;
      case "migrate" -> MIGRATE;
      case "block" -> block(resource, own);
      case "fence" -> {
        if (cib.options().fencing()) {
          throw new UnsupportedCib("on-fail=fence of resource " + resource.id());
        }
        yield STOP;
      }
      default ->
          throw new UnsupportedCib("on-fail=%s of resource %s".formatted(value, resource.id()));
    };
  }

  private static OnFail byDefault(Cib cib, Resource resource, boolean stop) throws UnsupportedCib {
    if (stop && cib.options().fencing()) {
      throw new UnsupportedCib("a failed stop of resource " + resource.id());
    }
    return stop ? BLOCK : RECOVER;
  }

  /** Pacemaker stops the failure-timeout only for an operation that says block itself. */
  private static OnFail block(Resource resource, boolean own) throws UnsupportedCib {
    if (!own && resource.settings().meta().failureTimeout().isPositive()) {
      throw new UnsupportedCib("failure-timeout with on-fail=block as a default");
    }
    return BLOCK;
  }

  /** The {@code op} element that an operation's key stands for. */
  static @Nullable Element configured(Resource resource, String operationKey) throws InvalidCib {
    for (Element op : resource.operations()) {
      long interval = Values.interval("interval", op.get("interval")).toMillis();
      String key = "%s_%s_%d".formatted(resource.id(), op.get("name", ""), interval);
      if (key.equalsIgnoreCase(operationKey)) {
        return op;
      }
    }
    return null;
  }

  /** Whether a failed entry of the history is of an operation that itself says block. */
  static boolean blocks(Resource resource, Element operation) throws InvalidCib {
    for (Element op : resource.operations()) {
      if (!"block".equals(op.get("on-fail"))) {
        continue;
      }
      long interval = Values.interval("interval", op.get("interval")).toMillis();
      String name = op.get("name", "");
      String key = "%s_%s_%d".formatted(resource.id(), name, interval);
      if (!name.equalsIgnoreCase(operation.get("operation", ""))
          || interval != Values.integer("interval", operation.get("interval"), 0)) {
        continue;
      }
      String id = operation.get("id", "");
      boolean failed = Operation.targetRc(operation) != Operation.rc(operation);
      if (id.equalsIgnoreCase(resource.id() + "_last_failure_0")
          || (id.equalsIgnoreCase(key) && failed)) {
        return true;
      }
    }
    return false;
  }
}
