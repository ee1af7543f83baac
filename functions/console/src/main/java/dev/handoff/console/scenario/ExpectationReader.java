package dev.handoff.console.scenario;

import dev.handoff.events.ResourceReport;
import dev.handoff.events.yaml.Fields;
import dev.handoff.events.yaml.Forms;
import dev.handoff.events.yaml.Problems;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads what an {@code expect} step expects, which its keys tell. */
final class ExpectationReader {

  /** Where an expectation does not say how long it may take. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final String INFINITY = "INFINITY";

  private final SpecNames names;
  private final Problems problems;

  ExpectationReader(SpecNames names, Problems problems) {
    this.names = names;
    this.problems = problems;
  }

  /** The step; null after a problem. */
  @Nullable Step read(Fields fields) {
    Expectation expectation = expectation(fields);
    return expectation == null ? null : new Step.Expect(expectation);
  }

  private @Nullable Expectation expectation(Fields fields) {
    if (fields.has("still")) {
      Duration period = atLeastAMilli(fields, "still", Duration.ZERO);
      return new Expectation.Still(period, names.group(fields), names.node(fields));
    }
    if (fields.has("gap")) {
      fields.required("under");
      Duration under = atLeastAMilli(fields, "under", Duration.ZERO);
      return new Expectation.GapUnder(names.address(fields, "gap"), under);
    }
    if (fields.has("never-two")) {
      return new Expectation.NeverTwo(names.service(fields, "never-two"));
    }
    if (fields.has("nowhere")) {
      return new Expectation.Nowhere(names.resource(fields, "nowhere"), within(fields));
    }
    if (fields.has("cluster")) {
      fields.choice("cluster", Presence.GONE);
      return new Expectation.ClusterGone(within(fields));
    }
    if (fields.has("attribute")) {
      String value = fields.required("value") == null ? null : fields.optionalArgument("value");
      return new Expectation.AttributeIs(
          names.node(fields), names.attribute(fields), value == null ? "" : value, within(fields));
    }
    if (fields.has("alert")) {
      String about = fields.text("alert", Forms.ANY);
      String contains = fields.optionalText("contains", Forms.ANY);
      return new Expectation.AlertSent(about, contains == null ? "" : contains, within(fields));
    }
    if (fields.has("address")) {
      return new Expectation.AddressAt(
          names.address(fields, "address"), names.node(fields), within(fields));
    }
    if (fields.has("resource") && fields.has("state")) {
      return new Expectation.ServiceIs(
          names.service(fields),
          names.node(fields),
          fields.choice("state", ResourceReport.State.RUNNING),
          within(fields));
    }
    if (fields.has("resource")) {
      return new Expectation.FailCountIs(
          names.service(fields), names.node(fields), failCount(fields), within(fields));
    }
    if (fields.has("group")) {
      return new Expectation.GroupIs(
          names.group(fields),
          names.optionalNode(fields),
          fields.choice("state", Expectation.State.ACTIVE),
          within(fields));
    }
    problems.add(
        fields.place(),
        "'expect' does not say what is expected",
        "one of: group, resource, address, alert, attribute, gap, still, never-two, nowhere, cluster");
    return null;
  }

  /** What can be expected of a cluster as a whole. */
  private enum Presence {
    GONE
  }

  private int failCount(Fields fields) {
    int most = (int) ResourceReport.FATAL;
    if (fields.required("fail-count") == null) {
      return 0;
    }
    return INFINITY.equals(fields.optionalArgument("fail-count"))
        ? most
        : fields.whole("fail-count", 0, 0, most);
  }

  private Duration within(Fields fields) {
    return fields.duration("within", PATIENCE, Duration.ofMillis(1), StepReader.LONGEST);
  }

  private static Duration atLeastAMilli(Fields fields, String key, Duration absent) {
    return fields.duration(key, absent, Duration.ofMillis(1), StepReader.LONGEST);
  }
}
