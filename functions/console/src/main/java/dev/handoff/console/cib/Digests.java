package dev.handoff.console.cib;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a recorded operation was carried out with the parameters that are configured now.
 * Pacemaker keeps an MD5 sum of them with each operation.
 */
final class Digests {

  private static final Set<String> LEFT_OUT =
      Set.of("id", "crm_feature_set", "op-digest", "on_node", "on_node_uuid", "pcmk_external_ip");

  private final Cib cib;

  Digests(Cib cib) {
    this.cib = cib;
  }

  /** What has changed since an operation. */
  enum Change {
    NONE,
    /** Something that takes a new start. */
    RESTART,
    /** Something that the agent may be able to take over as it runs, or a schedule. */
    OTHER,
    /** The operation carries no digest. */
    UNKNOWN
  }

  Change since(Resource resource, Element entry) throws InvalidCib, UnsupportedCib {
    Map<String, String> parameters = new TreeMap<>(resource.parameters());
    Element op = OnFail.configured(resource, key(resource, entry));
    Map<String, String> extra = new HashMap<>();
    cib.attributes().collect(op, "instance_attributes", false, extra);
    extra.forEach(parameters::putIfAbsent);
    parameters.keySet().removeIf(n -> LEFT_OUT.contains(n) || n.startsWith("CRM_meta_"));
    boolean recurring = Values.integer("interval", entry.get("interval"), 0) > 0;
    if (recurring) {
      parameters.put("CRM_meta_timeout", timeout(op));
    }
    String restart = entry.get("op-restart-digest");
    if (restart != null && !restart.equals(digest(forced(parameters, entry)))) {
      return Change.RESTART;
    }
    String recorded = entry.get("op-digest");
    if (recorded == null) {
      return Change.UNKNOWN;
    }
    if (recorded.equals(digest(parameters))) {
      return Change.NONE;
    }
    return !recurring && !extra.isEmpty() ? Change.RESTART : Change.OTHER;
  }

  private static String key(Resource resource, Element entry) throws InvalidCib {
    long interval = Values.integer("interval", entry.get("interval"), 0);
    return "%s_%s_%d".formatted(resource.id(), entry.get("operation", ""), interval);
  }

  /** The timeout of a recurring operation is part of what its digest covers. */
  private String timeout(@Nullable Element op) throws InvalidCib, UnsupportedCib {
    Map<String, String> meta = new HashMap<>();
    if (op != null) {
      meta.putAll(op.attributes());
      cib.attributes().collect(op, "meta_attributes", false, meta);
    }
    cib.attributes().collect(cib.section("op_defaults"), "meta_attributes", false, meta);
    String value = meta.getOrDefault("timeout", "20s");
    return String.valueOf(Values.interval("timeout", value).toMillis());
  }

  private static Map<String, String> forced(Map<String, String> parameters, Element entry) {
    String list = entry.get("op-force-restart");
    if (list == null) {
      return parameters;
    }
    List<String> names = Arrays.asList(list.strip().split(" +", -1));
    Map<String, String> forced = new TreeMap<>(parameters);
    forced.keySet().retainAll(names);
    return forced;
  }

  private static String digest(Map<String, String> parameters) throws UnsupportedCib {
    StringBuilder xml = new StringBuilder(" <parameters");
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      xml.append(' ').append(parameter.getKey()).append("=\"");
      escape(parameter.getValue(), xml);
      xml.append('"');
    }
    byte[] document = xml.append("/>\n").toString().getBytes(StandardCharsets.UTF_8);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(document));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }

  private static void escape(String value, StringBuilder into) throws UnsupportedCib {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '<' -> into.append("&lt;");
        case '>' -> into.append("&gt;");
        case '"' -> into.append("&quot;");
        case '\'' -> into.append("&apos;");
        case '&' -> into.append("&amp;");
        case '\t' -> into.append("    ");
        case '\n' -> into.append("\\n");
        case '\r' -> into.append("\\r");
        default -> {
          if (c > '~') {
            throw new UnsupportedCib("a resource parameter beyond ASCII: " + value);
          }
          into.append(c < ' ' ? "\\%03o".formatted((int) c) : String.valueOf(c));
        }
      }
    }
  }
}
