package dev.handoff.console.scenario;

import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.yaml.Fields;
import dev.handoff.events.yaml.Forms;
import dev.handoff.events.yaml.Place;
import dev.handoff.events.yaml.Problems;
import dev.handoff.events.yaml.SpecProblem;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import dev.handoff.events.yaml.YamlText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a scenario and its spec, or says everything that is wrong with them. */
public final class ScenarioReader {

  private final Path file;
  private final Variables variables;
  private final Problems problems;
  private final List<SpecProblem> problemsOfSpec = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private ScenarioReader(Path file, Variables variables) {
    this.file = file;
    this.variables = variables;
    this.problems = new Problems(file.toString());
  }

  /** Reads a file; the spec that it names is looked for relative to it. */
  public static ScenarioResult read(Path file, Variables variables) {
    return new ScenarioReader(file, variables).read();
  }

  private ScenarioResult read() {
    YamlText yaml = new YamlText("scenario", problems);
    String text = yaml.load(file);
    Node root = text == null ? null : yaml.tree(variables.applied(text, problems));
    Scenario scenario = root == null ? null : scenario(root);
    if (scenario != null && problems.none()) {
      return new ScenarioResult.Valid(scenario, warnings);
    }
    List<SpecProblem> all = new ArrayList<>(problems.sorted());
    all.addAll(problemsOfSpec);
    return new ScenarioResult.Invalid(all);
  }

  private @Nullable Scenario scenario(Node root) {
    Fields fields = Fields.of(root, "the scenario", problems);
    Node specNode = fields.required("spec");
    ClusterSpec spec = specNode == null ? null : spec(fields, specNode);
    List<Node> nodes = fields.list("steps", "- wait: 3s");
    List<String> off =
        fields.has("off") ? fields.texts("off", Forms.NODE_NAME, "[node-b]") : List.of();
    fields.refuseUnknown();
    if (spec == null) {
      return null;
    }
    SpecNames names = new SpecNames(spec, problems);
    off.forEach(node -> names.checkNode(fields.placeOf("off"), node));
    StepReader reader = new StepReader(names, directory(), problems);
    List<Scenario.Placed> steps = new ArrayList<>();
    for (Node node : nodes) {
      Step step = reader.read(node);
      if (step != null) {
        steps.add(new Scenario.Placed(steps.size() + 1, file + ":" + Place.of(node), step));
      }
    }
    return new Scenario(file.toString(), spec, Set.copyOf(off), steps);
  }

  private @Nullable ClusterSpec spec(Fields fields, Node node) {
    SpecResult result =
        node instanceof MappingNode
            ? SpecFile.rehearsed(file, SpecReader.read(node, problems))
            : SpecFile.read(specPath(fields), variables);
    return switch (result) {
      case SpecResult.Valid valid -> {
        warnings.addAll(valid.warnings());
        yield valid.spec();
      }
      case SpecResult.Invalid invalid -> {
        if (!(node instanceof MappingNode) || problems.none()) {
          problemsOfSpec.addAll(invalid.problems());
        }
        yield null;
      }
    };
  }

  private Path specPath(Fields fields) {
    return directory().resolve(fields.text("spec", Forms.ANY));
  }

  private Path directory() {
    Path parent = file.getParent();
    return parent == null ? Path.of("") : parent;
  }
}
