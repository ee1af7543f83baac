package dev.handoff.console.operator;

import dev.handoff.events.Disposal;
import dev.handoff.events.Lifetime;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.yaml.Durations;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** The operator's grammar, a class for each verb. */
public final class OperatorVerbs {

  private OperatorVerbs() {}

  /** All verbs, in the order in which help lists them. */
  public static List<Class<? extends OperatorVerb>> all() {
    return List.of(
        Apply.class,
        Move.class,
        Ban.class,
        Clear.class,
        Cleanup.class,
        Standby.class,
        Online.class,
        Maintenance.class,
        Destroy.class);
  }

  @Command(name = "apply", description = "Store a cluster spec: from now on it is what is wanted.")
  static final class Apply implements OperatorVerb {
    @Parameters(paramLabel = "FILE", description = "the spec")
    private Path file = Path.of("");

    private List<String> warnings = List.of();

    @Override
    public OperatorCommand command(Path directory) throws BadInput {
      return switch (SpecReader.read(directory.resolve(file))) {
        case SpecResult.Valid valid -> {
          warnings = valid.warnings();
          yield new OperatorCommand.Apply(valid.spec());
        }
        case SpecResult.Invalid invalid -> throw new BadInput(invalid.toString());
      };
    }

    @Override
    public List<String> warnings() {
      return warnings;
    }
  }

  @Command(
      name = "move",
      description = {
        "Move a group to a node; with no node, away from where it is.",
        "It prefers that node for an hour, or for the lifetime given, or until 'clear'."
      })
  static final class Move implements OperatorVerb {
    @Parameters(index = "0", paramLabel = "GROUP", description = "a group, or one of its resources")
    private String group = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "NODE", description = "where to")
    private @Nullable String node;

    @Option(
        names = "--lifetime",
        paramLabel = "DURATION",
        converter = LifetimeWithUnit.class,
        description = "for how long, for example 30m, or forever; default: 1h")
    private @Nullable Lifetime lifetime;

    @Override
    public OperatorCommand command(Path directory) {
      return new OperatorCommand.Move(group, node, lifetime);
    }
  }

  @Command(
      name = "ban",
      description = {
        "Forbid a node to a group, even the last one; with no node named, the one where it is.",
        "It is over after an hour, or after the lifetime given, or at 'clear'."
      })
  static final class Ban implements OperatorVerb {
    @Parameters(index = "0", paramLabel = "GROUP", description = "a group, or one of its resources")
    private String group = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "NODE", description = "which node")
    private @Nullable String node;

    @Option(
        names = "--lifetime",
        paramLabel = "DURATION",
        converter = LifetimeWithUnit.class,
        description = "for how long, for example 30m, or forever; default: 1h")
    private @Nullable Lifetime lifetime;

    @Override
    public OperatorCommand command(Path directory) {
      return new OperatorCommand.Ban(group, node, lifetime);
    }
  }

  @Command(name = "clear", description = "Take back what 'move' and 'ban' have said of a group.")
  static final class Clear implements OperatorVerb {
    @Parameters(index = "0", paramLabel = "GROUP", description = "a group, or one of its resources")
    private String group = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "NODE", description = "only of this node")
    private @Nullable String node;

    @Override
    public OperatorCommand command(Path directory) {
      return new OperatorCommand.Clear(group, node);
    }
  }

  @Command(
      name = "cleanup",
      description = "Forgive failures: the fail-count is zero again, and the node may serve again.")
  static final class Cleanup implements OperatorVerb {
    @Parameters(index = "0", paramLabel = "GROUP", description = "a group, or one resource")
    private String target = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "NODE", description = "only on this node")
    private @Nullable String node;

    @Override
    public OperatorCommand command(Path directory) {
      return new OperatorCommand.Cleanup(target, node);
    }
  }

  @Command(name = "standby", description = "Empty a node and keep it empty, for maintenance of it.")
  static final class Standby implements OperatorVerb {
    @Parameters(paramLabel = "NODE", description = "which node")
    private String node = "";

    @Override
    public OperatorCommand command(Path directory) {
      return new OperatorCommand.Standby(node);
    }
  }

  @Command(name = "online", description = "Take a node back after standby.")
  static final class Online implements OperatorVerb {
    @Parameters(paramLabel = "NODE", description = "which node")
    private String node = "";

    @Override
    public OperatorCommand command(Path directory) {
      return new OperatorCommand.Online(node);
    }
  }

  @Command(
      name = "maintenance",
      description = "While on, the controller watches and changes nothing.")
  static final class Maintenance implements OperatorVerb {
    @Parameters(paramLabel = "on|off", description = "on or off")
    private Switch wanted = Switch.on;

    @Override
    public OperatorCommand command(Path directory) {
      return new OperatorCommand.Maintenance(wanted == Switch.on);
    }
  }

  /** Spelt as it is typed. */
  enum Switch {
    on,
    off
  }

  @Command(
      name = "destroy",
      description = {
        "Forget the cluster, for good once it is done; until then 'apply' takes it back.",
        "keep: services go on running, addresses stay where they are (the default).",
        "release: groups are stopped, then their addresses are taken off.",
        "NODE: every group is moved to that node first."
      })
  static final class Destroy implements OperatorVerb {
    @Option(names = "--addresses", paramLabel = "keep|release|NODE", description = "see above")
    private String addresses = "keep";

    @Option(names = "--yes", description = "do it: nothing else asks")
    private boolean yes;

    @Override
    public OperatorCommand command(Path directory) throws BadInput {
      Disposal disposal =
          switch (addresses) {
            case "keep" -> new Disposal.Keep();
            case "release" -> new Disposal.Release();
            default -> new Disposal.LeadTo(addresses);
          };
      if (!yes) {
        throw new BadInput(
            "destroy forgets the cluster (%s); add --yes to do it".formatted(disposal.inWords()));
      }
      return new OperatorCommand.Destroy(disposal);
    }
  }

  /** Durations carry units, as in the spec. */
  public static final class DurationWithUnit implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      Duration duration = Durations.parse(text);
      if (duration == null || duration.isZero()) {
        throw new TypeConversionException("'" + text + "' is not " + Durations.ALLOWED);
      }
      return duration;
    }
  }

  /** A duration with its unit, as in the spec, or the word for no end. */
  public static final class LifetimeWithUnit implements ITypeConverter<Lifetime> {
    @Override
    public Lifetime convert(String text) {
      if (text.equals(Lifetime.FOREVER.toString())) {
        return Lifetime.FOREVER;
      }
      Duration duration = Durations.parse(text);
      if (duration == null) {
        throw new TypeConversionException(
            "'" + text + "' is not " + Durations.ALLOWED + ", nor forever");
      }
      try {
        return Lifetime.of(duration);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
