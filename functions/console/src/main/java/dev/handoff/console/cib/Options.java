package dev.handoff.console.cib;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The options of the cluster. */
final class Options {

  private final Map<String, String> values = new HashMap<>();

  Options(Cib cib) throws InvalidCib, UnsupportedCib {
    Element config = cib.section("crm_config");
    Element first = new Element("crm_config", Map.of());
    config.children().stream()
        .filter(set -> "cib-bootstrap-options".equals(set.get("id")))
        .forEach(first::add);
    cib.attributes().collect(first, "cluster_property_set", false, values);
    cib.attributes().collect(config, "cluster_property_set", false, values);
  }

  @Nullable String get(String name) {
    return values.get(name);
  }

  String get(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  boolean isOn(String name, boolean otherwise) throws InvalidCib {
    return Values.bool(name, values.get(name), otherwise);
  }

  boolean fencing() {
    String value = values.get("stonith-enabled");
    return value == null || Values.isTrue(value);
  }
}
