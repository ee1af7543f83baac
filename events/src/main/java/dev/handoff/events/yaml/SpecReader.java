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

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private SpecReader() {}

  /** Reads a file; messages call it by the path as it is given here. */
  public static SpecResult read(Path path) {
    Problems problems = new Problems(path.toString());
    return read(new YamlText(problems).load(path), problems);
  }

  /**
   * Reads a text.
   *
   * @param fileName what messages call it
   */
  public static SpecResult read(String fileName, String yaml) {
    return read(yaml, new Problems(fileName));
  }

  /**
   * Reads a spec that stands within another document.
   *
   * @param source the whole text that the node was composed from
   */
  public static SpecResult read(String fileName, String source, Node spec) {
    return read(spec, source, new Problems(fileName));
  }

  private static SpecResult read(@Nullable String loaded, Problems problems) {
    if (loaded == null) {
      return new SpecResult.Invalid(problems.sorted());
    }
    String text = loaded.startsWith(BYTE_ORDER_MARK) ? loaded.substring(1) : loaded;
    Node root = new YamlText(problems).tree(text);
    return root == null ? new SpecResult.Invalid(problems.sorted()) : read(root, text, problems);
  }

  private static SpecResult read(Node root, String text, Problems problems) {
    ClusterSpec spec = new ClusterReader(problems, text).read(root);
    return problems.none()
        ? new SpecResult.Valid(spec, problems.warnings())
        : new SpecResult.Invalid(problems.sorted());
  }
}
