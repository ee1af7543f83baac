package dev.handoff.simulation.mutation;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Tries every mutant: first against the tests of the module that it is in; what survives these,
 * against the simulation, for a number of seeds. Prints a line for each, and the survivors. Before
 * that the code as it is has to pass the same: what fails anyway catches nothing.
 *
 * <p>Arguments: the root of the sources, the number of seeds, and, to try some only, a part of
 * their names or sources. Exit code 1 when a mutant survives, 2 when the code as it is does not.
 */
final class MutationRun {

  /** A mutant that makes the code run for ever is caught by that. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** A test or the simulation, and which part of it. */
  private record Catcher(boolean isTest, String said) {}

  private final Path root;
  private final String seeds;
  private final String classPath = System.getProperty("java.class.path");

  private MutationRun(Path root, String seeds) {
    this.root = root;
    this.seeds = seeds;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Path root = Path.of(args[0]).toAbsolutePath().normalize();
    MutationRun run = new MutationRun(root, args[1]);
    String only = args.length > 2 ? args[2] : "";
    List<Mutant> chosen =
        Mutant.read(root.resolve("functions/simulation/src/mutants/mutants.yaml")).stream()
            .filter(mutant -> mutant.source().contains(only) || mutant.name().contains(only))
            .toList();
    for (Path module : chosen.stream().map(run::module).distinct().toList()) {
      Catcher failed = run.control(module);
      if (failed != null) {
        System.out.printf(
            "%s fails without any mutant: %s%n", root.relativize(module), failed.said());
        System.exit(2);
      }
    }
    System.exit(run.tryAll(chosen) ? 0 : 1);
  }

  /** What fails although nothing is broken; null: nothing does. */
  private @Nullable Catcher control(Path module) throws IOException, InterruptedException {
    Path nothing = Files.createTempDirectory("control");
    try {
      return catcher(nothing, module);
    } finally {
      delete(nothing);
    }
  }

  /** Whether all are caught. */
  private boolean tryAll(List<Mutant> chosen) throws IOException, InterruptedException {
    int byTests = 0;
    int bySimulation = 0;
    for (Mutant mutant : chosen) {
      Catcher catcher = trial(mutant);
      if (catcher != null && catcher.isTest()) {
        byTests++;
      } else if (catcher != null) {
        bySimulation++;
      }
      System.out.printf(
          "| %s | %s | %s |%n",
          mutant.source(), mutant.name(), catcher == null ? "**survives**" : catcher.said());
    }
    int survive = chosen.size() - byTests - bySimulation;
    System.out.printf(
        "%n%d mutants, %d caught by tests, %d by the simulation alone, %d survive%n",
        chosen.size(), byTests, bySimulation, survive);
    return survive == 0;
  }

  private @Nullable Catcher trial(Mutant mutant) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("mutant");
    try {
      mutant.compile(root, classPath, folder);
      return catcher(folder, module(mutant));
    } finally {
      delete(folder);
    }
  }

  /** What notices the classes in a folder; null: nothing does. */
  private @Nullable Catcher catcher(Path broken, Path module)
      throws IOException, InterruptedException {
    String tests = module.resolve("target/test-classes").toString();
    String byTest = caught(broken, module, TestTrial.class, List.of(tests));
    if (byTest != null) {
      return new Catcher(true, byTest);
    }
    String bySimulation = caught(broken, root, ChaosTrial.class, List.of(seeds));
    return bySimulation == null ? null : new Catcher(false, "simulation: " + bySimulation);
  }

  /** Tests read files beside them, as Maven runs them. */
  private Path module(Mutant mutant) {
    return root.resolve(
        mutant.source().startsWith("beacon/") ? "node-beacon" : "functions/controller");
  }

  private @Nullable String caught(
      Path broken, Path directory, Class<?> trial, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    List<String> path = new ArrayList<>(List.of(broken.toString()));
    path.addAll(arguments.stream().filter(argument -> argument.contains(File.separator)).toList());
    path.add(classPath);
    command.addAll(List.of("-cp", String.join(File.pathSeparator, path), trial.getName()));
    command.addAll(arguments);
    Path said = broken.resolve("said.txt");
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectOutput(said.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
      return "hangs";
    }
    return process.exitValue() == 0 ? null : lastLine(said);
  }

  private static String lastLine(Path said) throws IOException {
    List<String> lines = Files.readAllLines(said).stream().filter(l -> !l.isBlank()).toList();
    return lines.isEmpty() ? "died without a word" : lines.getLast();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
