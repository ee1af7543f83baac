package dev.handoff.beacon.config;

import dev.handoff.beacon.config.Allowed.Names;
import dev.handoff.beacon.config.BeaconConfig.Credentials;
import dev.handoff.beacon.config.BeaconConfig.TransportConfig;
import dev.handoff.events.yaml.Fields;
import dev.handoff.events.yaml.Forms;
import dev.handoff.events.yaml.Problems;
import dev.handoff.events.yaml.YamlText;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
 *                   # instance's own credentials the instance's ARN; not on Oracle Cloud
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
 *
 * or
 *
 * <pre>
 * transport:
 *   type: oci
 *   region: eu-frankfurt-1
 *   stream: ocid1.stream.oc1.…               # this node's own, and the messages endpoint of its
 *   messages: https://cell-1.streaming.…     # pool, behind which the streams of its peers are
 *   namespace: …                             # of Object Storage, where the bucket is
 *   bucket: handoff
 *   function: ocid1.fnfunc.oc1.…             # the controller, and its invoke endpoint
 *   invoke: https://….functions.…
 *   look-every: 1m                           # how often it is called without news; 0s: never
 *   objects: https://…                       # default: objectstorage.REGION.oraclecloud.com
 *   credentials: instance                    # or api-key, for stores on loopback only: then the
 *                                            # four keys below
 *   metadata: http://169.254.169.254         # of the instance metadata service
 *   federation: https://…                    # default: https://auth.REGION.oraclecloud.com
 *   tenancy: ocid1.tenancy.oc1.…
 *   user: ocid1.user.oc1.…
 *   fingerprint: …
 *   key-file: /path/to/key.pem               # without a password
 *   paths: [ens6, ens5]                      # as above
 * </pre>
 */
public final class ConfigReader {

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
    if (transport instanceof OciConfig && key != null) {
      problems.add(
          fields.placeOf("key"), "'key' with a transport of type oci", "no 'key': it is 'stream'");
    }
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
    String type = fields.oneOf("type", List.of("http", "dynamodb", "oci"));
    if (type == null) {
      return null;
    }
    TransportFields shared = new TransportFields(fields, problems);
    TransportConfig transport =
        switch (type) {
          case "http" -> http(shared);
          case "dynamodb" -> dynamoDb(shared);
          default -> new OciReader(shared).read();
        };
    fields.refuseUnknown();
    return transport;
  }

  private static TransportConfig http(TransportFields transport) {
    return new TransportConfig.Http(
        transport.url("url"), transport.fields().text("token", Forms.ANY));
  }

  private TransportConfig dynamoDb(TransportFields transport) {
    Fields fields = transport.fields();
    String region = fields.text("region", Forms.NAME);
    URI standard = URI.create("https://dynamodb." + region + ".amazonaws.com");
    URI endpoint = transport.url("endpoint", standard);
    return new TransportConfig.DynamoDb(
        fields.text("table", Forms.ANY),
        region,
        endpoint,
        credentials(transport, endpoint),
        transport.paths(endpoint));
  }

  private Credentials credentials(TransportFields transport, URI endpoint) {
    Fields fields = transport.fields();
    URI metadata = transport.url("metadata", TransportFields.METADATA);
    String accessKey = fields.optionalText("access-key", Forms.ANY);
    String secretKey = fields.optionalText("secret-key", Forms.ANY);
    if ("static".equals(transport.credentials("instance", "static"))) {
      transport.wantLoopback("static credentials", endpoint);
      return fixed(fields, accessKey, secretKey);
    }
    if (accessKey != null || secretKey != null) {
      problems.add(
          fields.place(),
          "the transport has fixed keys, but its credentials are the instance's",
          "'credentials: static' with keys, or no keys");
    }
    return new Credentials.Instance(metadata);
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
}
