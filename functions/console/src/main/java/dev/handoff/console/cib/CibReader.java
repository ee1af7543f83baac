package dev.handoff.console.cib;

import dev.handoff.controller.placement.PlacementProblem;
import dev.handoff.controller.placement.Policy;
import dev.handoff.controller.placement.Policy.Quorum;
import dev.handoff.controller.placement.Unit;
import dev.handoff.controller.placement.Wish;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Turns a CIB into a placement problem. What it cannot carry over it names and refuses; it never
 * guesses.
 */
public final class CibReader {

  private CibReader() {}

  /**
   * Reads a CIB file.
   *
   * @param now the time to assume where the CIB itself says nothing ({@code execution-date})
   */
  public static Reading read(Path file, Instant now) {
    try {
      return read(XmlTree.read(file), now);
    } catch (InvalidCib e) {
      return new Reading.Invalid(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      return new Reading.Invalid("cannot be read: " + e);
    }
  }

  /** Reads a CIB document. */
  public static Reading read(byte[] document, Instant now) {
    try {
      return read(XmlTree.read(document), now);
    } catch (InvalidCib e) {
      return new Reading.Invalid(String.valueOf(e.getMessage()));
    }
  }

  private static Reading read(Element root, Instant now) {
    try {
      return new Reading.Understood(problem(root, now));
    } catch (InvalidCib e) {
      return new Reading.Invalid(String.valueOf(e.getMessage()));
    } catch (UnsupportedCib e) {
      return new Reading.Unsupported(String.valueOf(e.getMessage()));
    }
  }

  private static PlacementProblem problem(Element root, Instant now)
      throws InvalidCib, UnsupportedCib {
    if (!root.is("cib")) {
      throw new InvalidCib("the root element is <%s>, not <cib>".formatted(root.name()));
    }
    Element configuration = root.child("configuration");
    if (configuration == null) {
      throw new InvalidCib("there is no <configuration>");
    }
    Instant date = Values.epoch("execution-date", root.get("execution-date"));
    Cib cib = new Cib(root, configuration, date == null ? now : date);
    Nodes nodes = new Nodes(cib);
    Resources resources = new Resources(cib);
    List<Unit> units = new Observations(cib, nodes, resources).units();
    List<Wish> wishes = new ArrayList<>(new Health(cib, nodes, resources).wishes());
    wishes.addAll(new Constraints(cib, nodes, resources).wishes());
    return new PlacementProblem(
        cib.now(), policy(cib, resources), nodes.candidates(), units, wishes);
  }

  private static Policy policy(Cib cib, Resources resources) throws InvalidCib, UnsupportedCib {
    Options options = cib.options();
    if (!options.get("placement-strategy", "default").equals("default")) {
      throw new UnsupportedCib("placement-strategy " + options.get("placement-strategy", ""));
    }
    if (options.isOn("shutdown-lock", false)) {
      throw new UnsupportedCib("shutdown-lock");
    }
    // Where fencing is wanted but nothing can fence, Pacemaker manages nothing.
    boolean crippled = options.fencing() && !resources.canFence();
    return new Policy(
        options.isOn("symmetric-cluster", true),
        crippled || options.isOn("maintenance-mode", false),
        options.isOn("stop-all-resources", false),
        quorum(cib));
  }

  private static Quorum quorum(Cib cib) throws UnsupportedCib {
    String policy = cib.options().get("no-quorum-policy", "stop").toLowerCase(Locale.ROOT);
    if (Values.isTrue(cib.root().get("have-quorum"))) {
      return Quorum.HELD;
    }
    return switch (policy) {
      case "ignore" -> Quorum.HELD;
      case "freeze" -> Quorum.LOST_FREEZE;
      case "suicide" -> {
        if (cib.options().fencing()) {
          throw new UnsupportedCib("no-quorum-policy suicide");
        }
        yield Quorum.LOST_STOP;
      }
      default -> Quorum.LOST_STOP;
    };
  }
}
