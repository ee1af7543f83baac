package dev.handoff.console.lab.node;

import com.google.gson.JsonObject;
import dev.handoff.beacon.BeaconMain;
import dev.handoff.console.lab.demo.DemoServer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The command lines of what the lab starts, all on the Java and the class path of the lab. */
public final class Beacons implements Machine.BeaconLauncher {

  /** As a beacon runs in production; measured there, and reasoned about in the beacon's notes. */
  private static final List<String> BEACON_FLAGS =
      List.of(
          "-Xmx24m",
          "-Xms8m",
          "-Xss256k",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseCompactObjectHeaders",
          "-XX:ReservedCodeCacheSize=16m",
          "-XX:MaxMetaspaceSize=48m",
          "-XX:-UsePerfData",
          "-Xshare:auto");

  /** A server without memory would answer nothing and look alive; gone, it is started again. */
  private static final List<String> SERVER_FLAGS =
      List.of(
          "-Xmx32m",
          "-XX:+ExitOnOutOfMemoryError",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:-UsePerfData",
          "-Xshare:auto");

  private final String cluster;
  private final Function<String, Map<String, String>> transports;

  /**
   * Launches beacons of one cluster.
   *
   * @param transports the transport's part of each node's configuration
   */
  public Beacons(String cluster, Function<String, Map<String, String>> transports) {
    this.cluster = cluster;
    this.transports = transports;
  }

  @Override
  public Process start(String node, String boot, Path directory) throws IOException {
    Path config = directory.resolve("beacon.yaml");
    Files.writeString(config, config(node, boot, directory));
    ProcessBuilder builder =
        new ProcessBuilder(
            JavaProcess.command(
                BEACON_FLAGS,
                Tethered.class,
                BeaconMain.class.getName(),
                "--config",
                config.toString()));
    builder.environment().put(DemoServer.LAB_PID, Long.toString(ProcessHandle.current().pid()));
    return builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(directory.resolve("beacon.log").toFile()))
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
        .start();
  }

  /** JSON is YAML, and needs no quoting of ours. */
  private String config(String node, String boot, Path directory) {
    JsonObject transport = new JsonObject();
    JsonObject config = new JsonObject();
    config.addProperty("cluster", cluster);
    config.addProperty("node", node);
    config.addProperty("boot", boot);
    config.addProperty("state-directory", directory.resolve("state").toString());
    transports
        .apply(node)
        .forEach((key, value) -> ("key".equals(key) ? config : transport).addProperty(key, value));
    config.add("transport", transport);
    config.add("allow", allowed());
    return config.toString();
  }

  /** In the lab, whoever writes the spec owns the machine. */
  private static JsonObject allowed() {
    JsonObject allowed = new JsonObject();
    allowed.addProperty("commands", "any");
    allowed.addProperty("agents", "any");
    return allowed;
  }

  /** What starts a {@link DemoServer}. */
  public static List<String> demoServer() {
    return JavaProcess.command(SERVER_FLAGS, DemoServer.class);
  }
}
