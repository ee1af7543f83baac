package dev.handoff.console.lab.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.handoff.controller.port.Samples;
import dev.handoff.events.spec.ClusterSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AwsPlaceTest {

  private final ClusterSpec withTopic = Samples.spec("web", 2);

  @Test
  void takesRegionAndAccountFromTheTopic() {
    AwsPlace place =
        AwsPlace.of("http://127.0.0.1:5000", withTopic, Map.of("AWS_REGION", "us-west-2"));

    assertEquals("eu-central-1", place.region().id());
    assertEquals("123456789012", place.account());
    assertEquals("alerts", AwsPlace.topicName(withTopic));
  }

  @Test
  void takesTheRegionFromTheEnvironmentWhereNoTopicNamesOne() {
    AwsPlace place =
        AwsPlace.of(
            "http://127.0.0.1:5000", withoutTopic(), Map.of("AWS_DEFAULT_REGION", "us-west-2"));

    assertEquals("us-west-2", place.region().id());
    assertEquals("handoff-web", AwsPlace.topicName(withoutTopic()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://ec2.eu-central-1.amazonaws.com",
        "https://ec2.cn-north-1.amazonaws.com.cn",
        "127.0.0.1:5000",
        "ftp://127.0.0.1",
        "not a url"
      })
  void refusesAwsItselfAndWhatIsNoServer(String endpoint) {
    assertThrows(IllegalArgumentException.class, () -> AwsPlace.of(endpoint, withTopic, Map.of()));
  }

  private ClusterSpec withoutTopic() {
    return new ClusterSpec(
        withTopic.cluster(),
        withTopic.beat(),
        withTopic.isolation(),
        withTopic.fence(),
        withTopic.limits(),
        withTopic.symmetric(),
        withTopic.nodes(),
        withTopic.groups(),
        withTopic.constraints(),
        withTopic.probes(),
        null);
  }
}
