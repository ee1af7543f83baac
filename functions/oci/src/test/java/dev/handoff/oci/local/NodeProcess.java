package dev.handoff.oci.local;

import com.google.gson.JsonObject;
import dev.handoff.beacon.BeaconMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A machine of a test: a real beacon in a process of its own, with what it has started. */
public final class NodeProcess implements AutoCloseable {

  private final String cluster;
  private final String name;
  private final Map<String, String> transport;
  private final Path folder;
  private Process process;
  private int boots;

  /**
   * Boots the machine.
   *
   * @param transport the transport's part of its configuration
   * @param folder of its own
   */
  public NodeProcess(String cluster, String name, Map<String, String> transport, Path folder)
      throws IOException {
    this.cluster = cluster;
    this.name = name;
    this.transport = transport;
    this.folder = folder;
    this.process = booted();
  }

  private Process booted() throws IOException {
    Files.createDirectories(folder);
    Path config = folder.resolve("beacon.yaml");
    Files.writeString(config, config());
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                BeaconMain.class.getName(),
                "--config",
                config.toString()))
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
        .start();
  }

  /** JSON is YAML, and needs no quoting of ours. */
  private String config() {
    JsonObject settings = new JsonObject();
    transport.forEach(settings::addProperty);
    JsonObject allowed = new JsonObject();
    allowed.addProperty("commands", "any");
    JsonObject config = new JsonObject();
    config.addProperty("cluster", cluster);
    config.addProperty("node", name);
    config.addProperty("boot", name + "-boot-" + ++boots);
    config.addProperty("state-directory", folder.resolve("state").toString());
    config.add("allow", allowed);
    config.add("transport", settings);
    return config.toString();
  }

  /** Power is lost: nothing that runs there says good-bye. */
  public void losePower() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The machine boots again. */
  public void boot() throws IOException {
    process = booted();
  }

  /** Whether it has died by itself. */
  public boolean isOn() {
    return process.isAlive();
  }

  private Path log() {
    return folder.resolve("beacon.log");
  }

  /** What its beacon has logged. */
  public String output() throws IOException {
    return Files.readString(log());
  }

  @Override
  public void close() {
    losePower();
  }
}
