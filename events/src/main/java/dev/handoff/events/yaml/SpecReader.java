package dev.handoff.events.yaml;

import dev.handoff.events.spec.ClusterSpec;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Reads the YAML of a cluster spec into a {@link ClusterSpec}, or says everything that is wrong
 * with it, each with its line and column.
 */
public final class SpecReader {

  private static final String WHAT = "cluster spec";

  private SpecReader() {}

  /** Reads a file; messages call it by the path as it is given here. */
  public static SpecResult read(Path path) {
    Problems problems = new Problems(path.toString());
    return read(new YamlText(WHAT, problems).load(path), problems);
  }

  /**
   * Reads a text.
   *
   * @param fileName what messages call it
   */
  public static SpecResult read(String fileName, String yaml) {
    return read(yaml, new Problems(fileName));
  }

  private static SpecResult read(@Nullable String text, Problems problems) {
    return read(text == null ? null : new YamlText(WHAT, problems).tree(text), problems);
  }

  /**
   * Reads a spec that stands within another document.
   *
   * @param root null after a problem that is already noted
   * @param problems of that document; they are part of what an invalid result tells
   */
  public static SpecResult read(@Nullable Node root, Problems problems) {
    if (root != null) {
      ClusterSpec spec = new ClusterReader(problems).read(root);
      if (problems.none()) {
        return new SpecResult.Valid(spec, problems.warnings());
      }
    }
    return new SpecResult.Invalid(problems.sorted());
  }
}
