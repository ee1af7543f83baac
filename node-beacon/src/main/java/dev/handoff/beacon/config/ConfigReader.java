package dev.handoff.beacon.config;

import dev.handoff.beacon.config.Allowed.Names;
import dev.handoff.beacon.config.BeaconConfig.Credentials;
import dev.handoff.beacon.config.BeaconConfig.TransportConfig;
import dev.handoff.events.yaml.Fields;
import dev.handoff.events.yaml.Forms;
import dev.handoff.events.yaml.Problems;
import dev.handoff.events.yaml.YamlText;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads {@code beacon.yaml}:
 *
 * <pre>
 * cluster: web
 * node: srv-lb01
 * state-directory: /var/lib/handoff          # absolute
 * key: …            # how the store calls this node; default: CLUSTER/NODE, on DynamoDB with the
 *                   # instance's own credentials the instance's ARN
 * boot: …           # only for nodes that boot without their machine; default: the kernel's boot id
 * reboot: [systemctl, reboot, --force]       # for isolation: reboot; default: never reboots
 * interface: ens5                            # where private IPs are put; default: the interface
 *                                            # in whose network they are
 * allow:                                     # what a spec may have run here; default: nothing
 *   commands: [/usr/local/bin/check-web]     # programs of processes, commands, monitors, probes;
 *                                            # "/opt/checks/": all in that folder; any: all
 *   agents: [heartbeat:apache]               # resource agents, or any
 *   agent-root: /usr/lib/ocf                 # where they are installed; this is the default
 * transport: {type: http, url: "http://127.0.0.1:8080", token: …}
 * </pre>
 *
 * or
 *
 * <pre>
 * transport:
 *   type: dynamodb
 *   table: handoff
 *   region: eu-central-1
 *   endpoint: https://…                      # default: https://dynamodb.REGION.amazonaws.com
 *   credentials: instance                    # or static, for a store on loopback only: then the
 *                                            # two keys below, or else AWS_ACCESS_KEY_ID,
 *                                            # AWS_SECRET_ACCESS_KEY and AWS_SESSION_TOKEN of the
 *                                            # environment
 *   access-key: …
 *   secret-key: …
 *   metadata: http://169.254.169.254         # of the instance metadata service
 *   paths: [ens6, ens5]                      # interfaces by which the table is tried, in order;
 *                                            # default: as the machine's routing has it
 * </pre>
 */
public final class ConfigReader {

  private static final URI METADATA = URI.create("http://169.254.169.254");

  private static final Pattern LOOPBACK = Pattern.compile("localhost|127\\.[0-9.]+|\\[::1]");

  private final Problems problems;
  private final Map<String, String> environment;

  private ConfigReader(Problems problems, Map<String, String> environment) {
    this.problems = problems;
    this.environment = environment;
  }

  /**
   * Reads a file.
   *
   * @param environment where static credentials may be found
   */
  public static ConfigResult read(Path file, Map<String, String> environment) {
    Problems problems = new Problems(file.toString());
    YamlText yaml = new YamlText("beacon configuration", problems);
    String text = yaml.load(file);
    Node root = text == null ? null : yaml.tree(text);
    BeaconConfig config =
        root == null ? null : new ConfigReader(problems, environment).beacon(root);
    return config == null || !problems.none()
        ? new ConfigResult.Invalid(problems.sorted())
        : new ConfigResult.Valid(config);
  }

  private @Nullable BeaconConfig beacon(Node root) {
    Fields fields = Fields.of(root, "the beacon configuration", problems);
    String cluster = fields.text("cluster", Forms.CLUSTER_NAME);
    String node = fields.text("node", Forms.NODE_NAME);
    String key = fields.optionalText("key", Forms.ANY);
    String boot = fields.optionalText("boot", Forms.ANY);
    Path state = Path.of(fields.text("state-directory", Forms.ANY));
    if (fields.has("state-directory") && problems.none() && !state.isAbsolute()) {
      String wrong = "'state-directory' is not absolute";
      problems.add(fields.placeOf("state-directory"), wrong, "/var/lib/handoff, for example");
    }
    List<String> reboot = fields.optional("reboot") == null ? List.of() : fields.command("reboot");
    String networkInterface = fields.optionalText("interface", Forms.NIC);
    Node permissions = fields.optional("allow");
    Allowed allowed = permissions == null ? Allowed.NOTHING : allowed(permissions);
    Node where = fields.required("transport");
    TransportConfig transport = where == null ? null : transport(where);
    fields.refuseUnknown();
    return transport == null
        ? null
        : new BeaconConfig(
            cluster, node, key, boot, state, reboot, networkInterface, allowed, transport);
  }

  private Allowed allowed(Node node) {
    Fields fields = Fields.of(node, "'allow'", problems);
    Names commands = names(fields, "commands", Forms.PROGRAM, "[/usr/local/bin/check-web] or any");
    Names agents = names(fields, "agents", Forms.AGENT, "[heartbeat:apache] or any");
    String root = fields.optionalText("agent-root", Forms.PROGRAM);
    fields.refuseUnknown();
    return new Allowed(commands, agents, root == null ? Allowed.AGENT_ROOT : Path.of(root));
  }

  private static Names names(Fields fields, String key, Forms form, String example) {
    Node node = fields.optional(key);
    if (node == null) {
      return Names.NONE;
    }
    if (node instanceof ScalarNode scalar && scalar.getValue().equals("any")) {
      return Names.ANY;
    }
    return Names.of(
        fields.texts(key, form, example).stream()
            .map(name -> name.replaceFirst("^ocf:", ""))
            .toArray(String[]::new));
  }

  private @Nullable TransportConfig transport(Node node) {
    Fields fields = Fields.of(node, "the transport", problems);
    String type = fields.oneOf("type", List.of("http", "dynamodb"));
    if (type == null) {
      return null;
    }
    TransportConfig transport = type.equals("http") ? http(fields) : dynamoDb(fields);
    fields.refuseUnknown();
    return transport;
  }

  private TransportConfig http(Fields fields) {
    return new TransportConfig.Http(
        url(fields, "url", fields.text("url", Forms.ANY)), fields.text("token", Forms.ANY));
  }

  private TransportConfig dynamoDb(Fields fields) {
    String region = fields.text("region", Forms.NAME);
    String given = fields.optionalText("endpoint", Forms.ANY);
    String standard = "https://dynamodb." + region + ".amazonaws.com";
    URI endpoint = url(fields, "endpoint", given == null ? standard : given);
    List<String> paths =
        fields.optional("paths") == null
            ? List.of()
            : fields.texts("paths", Forms.NIC, "[ens6, ens5]");
    if (!paths.isEmpty() && !"https".equals(endpoint.getScheme())) {
      problems.add(
          fields.placeOf("paths"),
          "'paths' to a store without TLS",
          "an 'endpoint' that begins with https, or no paths");
    }
    return new TransportConfig.DynamoDb(
        fields.text("table", Forms.ANY), region, endpoint, credentials(fields, endpoint), paths);
  }

  private Credentials credentials(Fields fields, URI endpoint) {
    String metadata = fields.optionalText("metadata", Forms.ANY);
    String accessKey = fields.optionalText("access-key", Forms.ANY);
    String secretKey = fields.optionalText("secret-key", Forms.ANY);
    String kind =
        fields.optional("credentials") == null
            ? "instance"
            : fields.oneOf("credentials", List.of("instance", "static"));
    if ("static".equals(kind)) {
      if (!LOOPBACK.matcher(endpoint.getHost()).matches()) {
        problems.add(
            fields.placeOf("credentials"),
            "static credentials for a store that is not on this machine",
            "'credentials: instance': keys that never expire are for a lab on loopback");
      }
      return fixed(fields, accessKey, secretKey);
    }
    if (accessKey != null || secretKey != null) {
      problems.add(
          fields.place(),
          "the transport has fixed keys, but its credentials are the instance's",
          "'credentials: static' with keys, or no keys");
    }
    return new Credentials.Instance(
        metadata == null ? METADATA : url(fields, "metadata", metadata));
  }

  private Credentials fixed(Fields fields, @Nullable String accessKey, @Nullable String secretKey) {
    String access = accessKey == null ? environment.get("AWS_ACCESS_KEY_ID") : accessKey;
    String secret = secretKey == null ? environment.get("AWS_SECRET_ACCESS_KEY") : secretKey;
    if (access == null || secret == null) {
      problems.add(
          fields.placeOf("credentials"),
          "static credentials without keys",
          "'access-key' and 'secret-key', or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
      return new Credentials.Static("", "", null);
    }
    String token = accessKey == null ? environment.get("AWS_SESSION_TOKEN") : null;
    return new Credentials.Static(access, secret, token);
  }

  private URI url(Fields fields, String key, String text) {
    try {
      URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      if (("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
          && url.getHost() != null) {
        return url;
      }
    } catch (URISyntaxException _) {
      // Told below, with what would be right.
    }
    if (problems.none()) {
      String wrong = "'" + key + "' of the transport is no URL";
      problems.add(fields.placeOf(key), wrong, "http://host:port or https://host");
    }
    return METADATA;
  }
}
