package dev.handoff.console.cib;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** The status section of a random cluster: who is there, what runs where, what has failed. */
final class RandomStatus {

  private static final int NONE = -1;

  private final Random random;
  private final StringBuilder xml;
  private final List<String> nodes;
  private final List<RandomResource> resources;
  private final Map<String, Integer> home = new HashMap<>();
  private int ids;

  /** Whether the digests of the resource at hand are wrong. */
  private boolean changed;

  RandomStatus(
      Random random, StringBuilder xml, List<String> nodes, List<RandomResource> resources) {
    this.random = random;
    this.xml = xml;
    this.nodes = nodes;
    this.resources = resources;
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private void line(String text) {
    xml.append(text).append('\n');
  }

  void write() {
    int[] unitHome = new int[8];
    for (int unit = 0; unit < unitHome.length; unit++) {
      unitHome[unit] = chance(75) ? random.nextInt(nodes.size()) : NONE;
    }
    for (RandomResource resource : resources) {
      int usual = unitHome[resource.unit()];
      int node = chance(88) ? usual : random.nextInt(nodes.size() + 1) - 1;
      home.put(resource.name(), node);
    }
    line("<status>");
    for (int node = 0; node < nodes.size(); node++) {
      state(node);
    }
    line("</status>");
  }

  private void state(int node) {
    boolean online = !chance(10);
    line(
        ("<node_state id=\"%d\" uname=\"%s\" in_ccm=\"%s\" crmd=\"%s\" join=\"%s\""
                + " expected=\"%s\">")
            .formatted(
                node + 1,
                nodes.get(node),
                online,
                online ? "online" : "offline",
                online ? "member" : "down",
                online ? "member" : "down"));
    line("<transient_attributes id=\"%d\">".formatted(node + 1));
    line("<instance_attributes id=\"ta%d\">".formatted(node + 1));
    if (chance(70)) {
      pair("ping", chance(70) ? "1000" : chance(50) ? "0" : "200");
    }
    if (chance(5)) {
      pair("#health-disk", chance(50) ? "red" : chance(50) ? "yellow" : "green");
    }
    StringBuilder history = new StringBuilder();
    for (RandomResource resource : resources) {
      changed = chance(3);
      history(resource, node, history);
    }
    line("</instance_attributes></transient_attributes>");
    line("<lrm id=\"%d\"><lrm_resources>".formatted(node + 1));
    xml.append(history);
    line("</lrm_resources></lrm></node_state>");
  }

  private void pair(String name, String value) {
    line("<nvpair id=\"st%d\" name=\"%s\" value=\"%s\"/>".formatted(ids++, name, value));
  }

  private void history(RandomResource resource, int node, StringBuilder history) {
    boolean here = home.getOrDefault(resource.name(), NONE) == node;
    boolean monitorFailed = here && chance(12);
    boolean stopFailed = here && !monitorFailed && chance(2);
    boolean failedBefore = !monitorFailed && chance(12);
    long age = List.of(1L, 59L, 60L, 61L, 100L, 101L, 121L, 5000L).get(random.nextInt(8));
    if (monitorFailed || failedBefore) {
      failCount(resource, age, "monitor_10000");
    }
    if (chance(2)) {
      failCount(resource, age, "start_0");
    }
    history
        .append("<lrm_resource id=\"%s\" ".formatted(resource.name()))
        .append("class=\"ocf\" provider=\"heartbeat\" type=\"Dummy\">\n");
    if (here) {
      operation(history, resource, "start", 0, new Result(0, 0, 10, 9000));
      operation(history, resource, "monitor", 10_000, new Result(0, 0, 11, 9000));
      if (monitorFailed) {
        failure(history, resource, new Result(chance(60) ? 7 : 1, 0, 20, age));
        if (chance(25)) {
          operation(history, resource, "stop", 0, new Result(0, 0, 21, 1));
          operation(history, resource, "start", 0, new Result(0, 0, 22, 1));
        }
      }
      if (stopFailed) {
        operation(history, resource, "stop", 0, new Result(1, 0, 30, age));
      }
    } else if (!chance(5)) {
      operation(history, resource, "monitor", 0, new Result(7, 7, 5, 9000));
      if (failedBefore && chance(40)) {
        failure(history, resource, new Result(1, 0, 6, age));
        operation(history, resource, "stop", 0, new Result(0, 0, 8, Math.min(age, 50)));
      }
    }
    history.append("</lrm_resource>\n");
  }

  private void failCount(RandomResource resource, long age, String operation) {
    String count = List.of("1", "1", "2", "3", "INFINITY").get(random.nextInt(5));
    pair("fail-count-%s#%s".formatted(resource.name(), operation), count);
    if (!chance(10)) {
      long when = RandomCib.NOW.getEpochSecond() - age;
      pair("last-failure-%s#%s".formatted(resource.name(), operation), String.valueOf(when));
    }
  }

  /** How an operation ended, expected and real, in which turn, and how many seconds ago. */
  private record Result(int rc, int expected, int call, long age) {}

  private void failure(StringBuilder history, RandomResource resource, Result result) {
    entry(history, resource.name() + "_last_failure_0", resource, "monitor", 10_000, result);
  }

  private void operation(
      StringBuilder history, RandomResource resource, String task, int interval, Result result) {
    String id = "%s_%s_%d".formatted(resource.name(), task, interval);
    String unique = result.call() > 20 ? id + "_" + result.call() : id;
    entry(history, unique, resource, task, interval, result);
  }

  /** MD5 of no parameters, and of nothing but the default timeout. */
  private String digest(int interval) {
    if (changed) {
      return chance(50) ? "" : " op-digest=\"00000000000000000000000000000000\"";
    }
    return " op-digest=\"%s\""
        .formatted(
            interval == 0
                ? "f2317cad3d54cec5d7d7aa7d0bf35cf8"
                : "4811cef7f7f94e3a35a70be7916cb2fd");
  }

  private void entry(
      StringBuilder history,
      String id,
      RandomResource resource,
      String task,
      int interval,
      Result result) {
    String key = "1:1:%d:12345678-1234-1234-1234-123456789012".formatted(result.expected());
    long when = RandomCib.NOW.getEpochSecond() - result.age();
    history.append(
        ("<lrm_rsc_op id=\"%s\" operation_key=\"%s_%s_%d\" operation=\"%s\" interval=\"%d\""
                + " transition-key=\"%s\" transition-magic=\"0:%d;%s\" call-id=\"%d\""
                + " rc-code=\"%d\" op-status=\"%d\" last-rc-change=\"%d\"%s/>\n")
            .formatted(
                id,
                resource.name(),
                task,
                interval,
                task,
                interval,
                key,
                result.rc(),
                key,
                result.call(),
                result.rc(),
                result.rc() == 0 || result.rc() == result.expected() ? 0 : 4,
                when,
                digest(interval)));
  }
}
