package dev.handoff.events.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is legal, and still likely not meant. */
class SpecWarningsTest {

  private static List<String> warnings(String yaml) {
    SpecResult result = SpecReader.read("f", yaml);
    return assertInstanceOf(SpecResult.Valid.class, result, result::toString).warnings();
  }

  @Test
  void warnsOfATimeoutLongerThanItsInterval() {
    assertEquals(
        List.of(
            "f:3:77: warning: the monitor's timeout of 1m is longer than its interval of 10s:"
                + " a check that hangs delays the next ones"),
        warnings(
            """
            cluster: w
            nodes: {a: }
            groups: {g: {resources: {s: {type: systemd, unit: httpd, monitor: {timeout: 60s}}}}}
            """));
  }

  @Test
  void warnsOfAnAttributeThatNobodyPublishes() {
    assertEquals(
        List.of(
            "f:5:5: warning: no node and no probe has the attribute 'pingd';"
                + " did you mean 'ping'?"),
        warnings(
            """
            cluster: w
            nodes: {a: }
            groups: {g: {resources: {s: {type: systemd, unit: httpd}}}}
            constraints:
              - {type: location, group: g, score: 1, rule: "defined pingd and #uname eq a"}
            probes: {ping: {type: ping, hosts: [h]}}
            """));
  }

  @Test
  void warnsOfAGroupThatMayRunNowhere() {
    assertEquals(
        List.of(
            "f:4:16: warning: group 'h' may run nowhere: the cluster is not symmetric and no"
                + " location names the group"),
        warnings(
            """
            cluster: w
            nodes: {a: }
            groups: {g: {resources: {s: {type: systemd, unit: s}}},
                           h: {resources: {t: {type: systemd, unit: t}}}}
            symmetric-cluster: false
            constraints: [{type: location, group: s, score: 0, node: a}]
            """));
  }

  @Test
  void warnsOfATimeoutTooShortForTheKernelToTakeAnAddressFromADeadNode() {
    String spec =
        """
        cluster: w
        nodes: {a: {interface: eni-1}, b: {interface: eni-2}}
        beat: {interval: 500ms, timeout: %s}
        isolation: {after: 1s, do: stop}
        groups: {g: {resources: {vip: {type: private-ip, address: 10.0.0.9%s}}}}
        """;

    assertEquals(
        List.of(
            "f:4:12: warning: a node whose beacon is dead or stands still keeps the address 'vip' on"
                + " its interface while another has it: a timeout of 3s is too short to lend it,"
                + " 3300ms would do"),
        warnings(spec.formatted("3s", ", prefix: 24")));
    assertEquals(List.of(), warnings(spec.formatted("3300ms", ", prefix: 24")));
    assertEquals(List.of(), warnings(spec.formatted("3s", "")));
  }

  private static final String TWO_ADDRESSES =
      """
      cluster: w
      nodes: {a: {interface: eni-1}, b: {interface: eni-2}}
      groups:
        g: {resources: {e: {type: elastic-ip, allocation: eipalloc-1}}}
        h: {resources: {f: {type: elastic-ip, allocation: eipalloc-2}}}
      """;

  @Test
  void warnsOfElasticIpsThatDisplaceEachOther() {
    assertEquals(
        List.of(
            "f:5:19: warning: elastic-ip 'f' would displace 'e' from the primary private IP when"
                + " both groups run on one node: give one of them a 'private-ip', or keep the"
                + " groups apart by a colocation of score -INFINITY"),
        warnings(TWO_ADDRESSES));
  }

  @Test
  void isSilentOnElasticIpsThatAreKeptApart() {
    String apart = "constraints: [{type: colocation, group: e, with: h, score: -INFINITY}]\n";
    assertEquals(List.of(), warnings(TWO_ADDRESSES + apart));
  }

  @Test
  void isSilentOnElasticIpsOfDifferentPrivateIps() {
    String different = TWO_ADDRESSES.replace("-2}}}", "-2, private-ip: 10.0.0.9}}}");
    assertEquals(List.of(), warnings(different));
  }

  private static String onOci(String interval, String nodes) {
    return """
    cluster: w
    beat:
      timeout: 5s
      interval: %s
    nodes: {%s}
    groups: {g: {resources: {s: {type: systemd, unit: httpd}}}}
    """
        .formatted(interval, nodes);
  }

  private static final String TWO_NODES = "a: {instance: ocid1.instance.oc1..a}, b: ";

  @Test
  void warnsOfBeatsOnOciThatTheControllerAndTheOtherNodeCannotBothRead() {
    assertEquals(
        List.of(
            "f:4:13: warning: OCI lets a node's beats be read 5 times a second by all together, and"
                + " 2 read them once an interval: below 400ms they are turned away now and then,"
                + " and a failover may come later"),
        warnings(onOci("399ms", TWO_NODES)));
    assertEquals(List.of(), warnings(onOci("400ms", TWO_NODES)));
  }

  @Test
  void warnsEarlierOfThreeNodesBecauseTwoWatchEach() {
    String three = TWO_NODES + ", c: ";

    assertEquals(1, warnings(onOci("599ms", three)).size());
    assertEquals(List.of(), warnings(onOci("600ms", three)));
    assertEquals(List.of(), warnings(onOci("600ms", three + ", d: ")));
  }

  @Test
  void isSilentOnCloseBeatsElsewhere() {
    assertEquals(List.of(), warnings(onOci("200ms", "a: {instance: i-1}, b: ")));
    assertEquals(List.of(), warnings(onOci("200ms", "a: , b: ")));
  }
}
