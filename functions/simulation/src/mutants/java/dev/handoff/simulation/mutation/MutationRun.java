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
 * against the simulation, for a number of seeds. Prints a line for each, and the survivors.
 *
 * <p>Arguments: the root of the sources, the number of seeds, and, to try some only, a part of
 * their names or sources. Exit code 1 when a mutant survives.
 */
final class MutationRun {

  /** A mutant that makes the code run for ever is caught by that. */
  private static final Duration LONGEST = Duration.ofMinutes(5);

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
    List<Mutant> survivors = new ArrayList<>();
    int tried = 0;
    for (Mutant mutant : Mutant.read(root.resolve("functions/simulation/src/mutants/mutants.yaml"))) {
      if (mutant.source().contains(only) || mutant.name().contains(only)) {
        tried++;
        String catcher = run.trial(mutant);
        System.out.printf(
            "| %s | %s | %s |%n",
            mutant.source(), mutant.name(), catcher == null ? "**survives**" : catcher);
        if (catcher == null) {
          survivors.add(mutant);
        }
      }
    }
    System.out.printf("%n%d mutants, %d caught, %d survive%n", tried, tried - survivors.size(),
        survivors.size());
    System.exit(survivors.isEmpty() ? 0 : 1);
  }

  /** What caught it; null: nothing did. */
  private @Nullable String trial(Mutant mutant) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("mutant");
    try {
      mutant.compile(root, classPath, folder);
      String byTest = caught(folder, module(mutant), TestTrial.class, testFolders(mutant));
      if (byTest != null) {
        return byTest;
      }
      String bySimulation = caught(folder, root, ChaosTrial.class, List.of(seeds));
      return bySimulation == null ? null : "simulation: " + bySimulation;
    } finally {
      delete(folder);
    }
  }

  private List<String> testFolders(Mutant mutant) {
    return List.of(module(mutant).resolve("target/test-classes").toString());
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
