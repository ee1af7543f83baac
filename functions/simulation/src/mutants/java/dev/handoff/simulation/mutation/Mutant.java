package dev.handoff.simulation.mutation;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A bug that somebody could make.
 *
 * @param source the class that has it, for example {@code controller/handover/Handovers}
 * @param name what the broken code does
 * @param was text that stands once in the source
 * @param becomes what it is replaced by
 */
record Mutant(String source, String name, String was, String becomes) {

  private static final String PACKAGES = "src/main/java/dev/handoff";

  /** All that a list names, in its order. */
  static List<Mutant> read(Path list) throws IOException {
    Map<String, List<Map<String, String>>> sources =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(list));
    List<Mutant> mutants = new ArrayList<>();
    sources.forEach((source, bugs) -> {
      for (Map<String, String> bug : bugs) {
        mutants.add(new Mutant(source, text(bug, "name"), text(bug, "was"), text(bug, "becomes")));
      }
    });
    return mutants;
  }

  private static String text(Map<String, String> bug, String key) {
    String value = bug.get(key);
    if (value == null) {
      throw new IllegalArgumentException("a mutant has no '" + key + "': " + bug);
    }
    return value;
  }

  /** The file that has the bug. */
  Path file(Path root) {
    String module = source.startsWith("beacon/") ? "node-beacon" : "functions/controller";
    return root.resolve(module).resolve(PACKAGES).resolve(source + ".java");
  }

  /** The source with the bug. */
  String broken(Path root) throws IOException {
    String text = Files.readString(file(root));
    int at = text.indexOf(was);
    if (at < 0 || text.indexOf(was, at + 1) >= 0) {
      throw new IllegalArgumentException(
          "%s: '%s' does not stand there exactly once; the code has moved on: %s"
              .formatted(source, was, name));
    }
    return text.substring(0, at) + becomes + text.substring(at + was.length());
  }

  /** Compiles the broken class against everything else as it is. */
  void compile(Path root, String classPath, Path into) throws IOException {
    Path copy = into.resolve("source").resolve(file(root).getFileName());
    Files.createDirectories(copy.getParent());
    Files.writeString(copy, broken(root));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of("-d", into.toString(), "-cp", classPath, "-proc:none", "-nowarn", "-Xlint:none");
      boolean compiled =
          compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(copy)).call();
      if (!compiled) {
        throw new IllegalArgumentException(source + ": '" + name + "' does not compile:\n" + said);
      }
    }
  }
}
