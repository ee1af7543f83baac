package dev.handoff.events.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handoff.events.json.Json;
import dev.handoff.events.spec.ClusterSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the reader refuses in YAML is refused in JSON too. */
class SpecChecksTest {

  static Stream<Path> good() {
    return SpecFiles.in("good").stream();
  }

  private static ClusterSpec read(Path file) {
    return assertInstanceOf(SpecResult.Valid.class, SpecReader.read(file)).spec();
  }

  @ParameterizedTest
  @MethodSource("good")
  void acceptsWhatTheReaderAccepts(Path file) {
    assertEquals(List.of(), SpecChecks.problems(read(file)));
  }

  /** A piece of the JSON of a good spec, what stands there instead, and a word of the complaint. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "cluster":"Everything-1"   | "cluster":"no spaces here"    | the name of the cluster
          "name":"node_two"          | "name":"node.one"             | node 'node.one' is there twice
          "instance":"i-2"           | "instance":"i-1"              | have the same 'instance'
          "networkInterface":"eni-2" | "networkInterface":"vnic"     | the interface of node_two
          "allocation":"eipalloc-2"  | "allocation":"eipalloc-1"     | moves what
          "destination":"0.0.0.0/0"  | "destination":"10.0.0.1/8"    | is not a destination
          "unit":"httpd.service"     | "unit":""                     | the unit of service 'unit'
          "agent":"heartbeat:apache" | "agent":"apache"              | the agent of service 'agent'
          "name":"unit"              | "name":"agent"                | is there twice
          "with":"services"          | "with":"nothing"              | no group or resource is called
          "node":"node.one","score"  | "node":"node-x","score"       | no node is called 'node-x'
          "first":"agent"            | "first":"eip"                 | order within group
          "window":"PT48H"           | "window":"PT0S"               | the window of limits
          "body":"(?m)^Scoreboard:"  | "body":"*"                    | is not a regular expression
          "from":300,"to":302        | "from":302,"to":300           | 302-300 is no status
          "host":"www.example.com"   | "host":"a b"                  | the host cannot be 'a b'
          "file":"/run/asked.pid"    | "file":"asked.pid"            | the pid-file cannot be
          "atLeast":2                | "atLeast":0                   | at least 0 processes
          "startDelay":"PT30S"       | "startDelay":"PT-1S"          | the start-delay of a monitor
          "attempts":5               | "attempts":0                  | has 0 attempts
          "path":"/var"              | "path":"var"                  | the path of probe 'free'
          "minutes":5                | "minutes":2                   | an average of 2 minutes
          "timeout":"PT1M30S"        | "timeout":"PT0.3S"            | shorter than two beats
          """)
  void refusesWhatTheReaderWouldRefuse(String right, String wrong, String complaint)
      throws Exception {
    String json = Json.write(read(SpecFiles.good("everything-aws")));
    assertTrue(json.contains(right), () -> right + " is not in " + json);
    ClusterSpec damaged = Json.read(json.replace(right, wrong), ClusterSpec.class);

    List<String> problems = SpecChecks.problems(damaged);

    assertTrue(problems.toString().contains(complaint), problems::toString);
  }

  @Test
  void refusesAGroupWithoutResources() {
    ClusterSpec spec = read(SpecFiles.good("minimal"));
    ClusterSpec empty = spec.with(spec.nodes(), List.of(spec.groups().getFirst().with(List.of())));

    assertEquals(
        List.of("the resources of group 'g' are none (at least one)"), SpecChecks.problems(empty));
  }

  @Test
  void refusesAClusterOfNothing() {
    ClusterSpec spec = read(SpecFiles.good("minimal"));

    assertFalse(SpecChecks.problems(spec.with(List.of(), List.of())).isEmpty());
  }
}
