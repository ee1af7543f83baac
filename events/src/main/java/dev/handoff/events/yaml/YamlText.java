package dev.handoff.events.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.reader.StreamReader;

/** From a file to the tree of its one YAML document, with limits against hostile input. */
public final class YamlText {

  /** A spec of a hundred nodes has about 20 KB. */
  static final int MOST_BYTES = 256 * 1024;

  private static final int DEEPEST = 20;
  private static final int MOST_ALIASES = 20;
  private static final String LIMITS =
      "at most " + DEEPEST + " levels, and " + MOST_ALIASES + " aliases of lists or mappings";
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final String what;
  private final Problems problems;

  /**
   * Prepares to read one file.
   *
   * @param what the file as messages call it, for example {@code cluster spec}
   */
  public YamlText(String what, Problems problems) {
    this.what = what;
    this.problems = problems;
  }

  /** The text of a file, of which never more than the limit is read; null after a problem. */
  public @Nullable String load(Path path) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (NoSuchFileException e) {
      problems.add(Place.START, "there is no such file", "the path of a YAML file");
      return null;
    } catch (AccessDeniedException e) {
      problems.add(Place.START, "permission to read it is denied", "a file that can be read");
      return null;
    } catch (IOException e) {
      problems.add(Place.START, "cannot be read: " + e.getMessage(), "a file that can be read");
      return null;
    }
    if (bytes.length > MOST_BYTES) {
      tooLarge();
      return null;
    }
    return decoded(bytes);
  }

  private @Nullable String decoded(byte[] bytes) {
    CharsetDecoder decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(bytes.length + 1);
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
    String read = text.flip().toString();
    if (result.isError()) {
      problems.add(endOf(read), "this is not UTF-8 text", "a YAML file in UTF-8");
      return null;
    }
    return read;
  }

  private void tooLarge() {
    problems.add(
        Place.START,
        "the file is larger than " + MOST_BYTES / 1024 + " KB",
        "one " + what + " of at most " + MOST_BYTES + " bytes");
  }

  /** The root of the text's one document; null after a problem. */
  public @Nullable Node tree(String loaded) {
    String text = loaded.startsWith(BYTE_ORDER_MARK) ? loaded.substring(1) : loaded;
    problems.setSource(text);
    if (text.length() > MOST_BYTES) {
      tooLarge();
      return null;
    }
    if (isBinary(text)) {
      return null;
    }
    try {
      return onlyDocument(text);
    } catch (MarkedYAMLException e) {
      Place place = e.getProblemMark() == null ? Place.START : Place.of(e.getProblemMark());
      String problem = e.getProblem() == null ? "it cannot be parsed" : e.getProblem();
      problems.add(place, "this is not YAML: " + problem, "check indentation, colons, quotes");
    } catch (YAMLException e) {
      problems.add(Place.START, "refused: " + e.getMessage(), LIMITS);
    }
    return null;
  }

  private @Nullable Node onlyDocument(String text) {
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(MOST_BYTES);
    options.setNestingDepthLimit(DEEPEST);
    options.setMaxAliasesForCollections(MOST_ALIASES);
    options.setAllowRecursiveKeys(false);
    Iterator<Node> documents = new Yaml(options).composeAll(new StringReader(text)).iterator();
    Node root = documents.hasNext() ? documents.next() : null;
    if (root == null || Scalars.isNothing(root)) {
      problems.add(Place.START, "the file is empty", "a " + what);
      return null;
    }
    if (documents.hasNext()) {
      Place second = Place.of(documents.next());
      problems.add(second, "a second document begins here", "one " + what + " in a file");
      return null;
    }
    return root;
  }

  private boolean isBinary(String text) {
    OptionalInt bad = text.codePoints().filter(c -> !StreamReader.isPrintable(c)).findFirst();
    if (bad.isPresent()) {
      problems.add(
          endOf(text.substring(0, text.indexOf(Character.toString(bad.getAsInt())))),
          String.format("character \\u%04x: this looks like a binary file", bad.getAsInt()),
          "a YAML file in UTF-8");
    }
    return bad.isPresent();
  }

  private static Place endOf(String text) {
    int line = (int) text.chars().filter(c -> c == '\n').count() + 1;
    String last = text.substring(text.lastIndexOf('\n') + 1);
    return new Place(line, last.codePointCount(0, last.length()) + 1);
  }
}
