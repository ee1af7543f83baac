package dev.handoff.console.cib;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Saved clusters with crm_simulate's answers, for machines that do not have it. */
public final class Corpus {

  private static final String RESOURCE = "/cib/corpus.gz";
  private static final String HEAD = "#";

  /**
   * One cluster.
   *
   * @param seed it was made from; the document is what counts
   * @param answer node by resource, "-" for what is stopped
   */
  record Case(long seed, Map<String, String> answer, String document) {
    @Override
    public String toString() {
      return "seed " + seed;
    }
  }

  private Corpus() {}

  /**
   * Writes the corpus anew.
   *
   * @param arguments the file, and ranges of seeds, as in {@code 0-499}
   */
  public static void main(String[] arguments) throws IOException {
    Path xml = Files.createTempFile("handoff-corpus", ".xml");
    try (BufferedWriter out =
        new BufferedWriter(
            new OutputStreamWriter(
                new GZIPOutputStream(Files.newOutputStream(Path.of(arguments[0]))),
                StandardCharsets.UTF_8))) {
      for (int i = 1; i < arguments.length; i++) {
        String[] range = arguments[i].split("-", 2);
        for (long seed = Long.parseLong(range[0]); seed <= Long.parseLong(range[1]); seed++) {
          String document = RandomCib.of(seed);
          Files.writeString(xml, document);
          out.write("%s %d %s%n".formatted(HEAD, seed, written(CrmSimulate.placement(xml))));
          out.write(document);
        }
      }
    } finally {
      Files.delete(xml);
    }
  }

  private static String written(Map<String, String> answer) {
    StringBuilder text = new StringBuilder();
    answer.forEach((resource, node) -> text.append(' ').append(resource).append('=').append(node));
    return text.toString().strip();
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    StringBuilder document = new StringBuilder();
    String head = "";
    for (String line : lines()) {
      if (line.startsWith(HEAD)) {
        add(head, document, cases);
        head = line;
        document.setLength(0);
      } else {
        document.append(line).append('\n');
      }
    }
    add(head, document, cases);
    return cases;
  }

  private static List<String> lines() {
    try (InputStream in =
        new GZIPInputStream(
            Objects.requireNonNull(Corpus.class.getResourceAsStream(RESOURCE), RESOURCE))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(String head, CharSequence document, List<Case> cases) {
    if (head.isEmpty()) {
      return;
    }
    List<String> words = List.of(head.split(" ", -1));
    Map<String, String> answer = new TreeMap<>();
    for (String pair : words.subList(2, words.size())) {
      int equals = pair.indexOf('=');
      answer.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    cases.add(new Case(Long.parseLong(words.get(1)), answer, document.toString()));
  }
}
