package dev.handoff.console.conversion;

import dev.handoff.console.cib.ConfigurationReader;
import dev.handoff.console.pacemaker.Configuration;
import dev.handoff.console.pacemaker.Constraint;
import dev.handoff.console.pacemaker.CrmReader;
import dev.handoff.console.pacemaker.Entry;
import dev.handoff.console.pacemaker.Malformed;
import dev.handoff.console.pacemaker.PcsReader;
import dev.handoff.console.pacemaker.Unread;
import dev.handoff.events.yaml.SpecReader;
import dev.handoff.events.yaml.SpecResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code handoff import}: a Pacemaker configuration in, a cluster spec out. The form of the input
 * (CIB XML, {@code crm configure show}, {@code pcs config}) is told by its content.
 *
 * <p>What only the operator can know stands in the spec as a placeholder of legal form, on a line
 * that ends with {@code # fill in: …}.
 */
public final class Importer {

  /** More than any configuration; the reader of CIBs has the same limit. */
  private static final int MOST_BYTES = 8 << 20;

  private final String file;
  private final String specName;
  private final @Nullable Cloud cloud;

  /**
   * Prepares an import.
   *
   * @param file what messages call the configuration
   * @param specName what messages call the spec
   * @param cloud for which cloud placeholders are written; null: as the agents suggest
   */
  public Importer(String file, String specName, @Nullable Cloud cloud) {
    this.file = file;
    this.specName = specName;
    this.cloud = cloud;
  }

  /** Imports a file. */
  public ImportResult read(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      return read(in.readNBytes(MOST_BYTES + 1));
    } catch (NoSuchFileException e) {
      return new ImportResult.Refused(file + ": there is no such file");
    } catch (IOException e) {
      return new ImportResult.Refused(file + ": cannot be read: " + e);
    }
  }

  /** Imports a configuration. */
  public ImportResult read(byte[] bytes) {
    try {
      return converted(configuration(bytes));
    } catch (Malformed e) {
      return new ImportResult.Refused(e.shown(file));
    }
  }

  private static Configuration configuration(byte[] bytes) throws Malformed {
    if (bytes.length > MOST_BYTES) {
      throw new Malformed(0, 0, "larger than " + (MOST_BYTES >> 20) + " MB: no configuration");
    }
    String text = decoded(bytes);
    List<String> lines = text.lines().map(String::strip).filter(l -> !l.isEmpty()).toList();
    if (lines.isEmpty()) {
      throw new Malformed(0, 0, "empty");
    }
    if (lines.getFirst().startsWith("<")) {
      return ConfigurationReader.read(bytes);
    }
    for (String line : lines) {
      if (PcsReader.begins(line)) {
        return PcsReader.read(text);
      } else if (CrmReader.begins(line.split("\\s", 2)[0])) {
        return CrmReader.read(text);
      }
    }
    throw new Malformed(
        1, 1, "neither a CIB in XML nor what 'crm configure show' or 'pcs config' prints");
  }

  private static String decoded(byte[] bytes) throws Malformed {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.startsWith("\uFEFF") ? text.substring(1) : text;
    } catch (CharacterCodingException e) {
      throw new Malformed(0, 0, "not a text in UTF-8");
    }
  }

  private ImportResult converted(Configuration from) throws Malformed {
    Findings findings = new Findings();
    for (Unread unread : from.unread()) {
      findings.leftOut(unread.line(), unread.what(), unread.why());
    }
    Cloud target = cloud == null ? Cloud.of(from.resources()) : cloud;
    SpecText text = text(new Conversion(from, target, findings));
    if (text.isEmpty()) {
      throw new Malformed(0, 0, "no resource in it has a counterpart: there is nothing to import");
    }
    String spec = text.toString();
    List<String> problems =
        switch (SpecReader.read(specName, spec)) {
          case SpecResult.Valid valid -> List.of();
          case SpecResult.Invalid invalid ->
              invalid.problems().stream().map(problem -> problem.toString()).toList();
        };
    List<String> remarks = ImportResult.remarks(file, specName, text.fillIns(), findings.sorted());
    return new ImportResult.Imported(spec, remarks, problems);
  }

  private SpecText text(Conversion conversion) throws Malformed {
    Properties properties = new Properties(conversion);
    MetaAttributes meta = new MetaAttributes(conversion);
    Probes probes = new Probes(conversion);
    Groups groups = new Groups(conversion, meta, probes);
    for (Entry entry : conversion.from().resources()) {
      groups.add(entry);
    }
    Map<String, List<Field>> nodes = new Nodes(conversion).byName(probes.byAttribute().keySet());
    Constraints constraints = new Constraints(conversion);
    for (Constraint constraint : conversion.from().constraints()) {
      constraints.add(constraint);
    }
    SpecText text = new SpecText();
    if (groups.byName().isEmpty()) {
      return text;
    }
    if (groups.byName().size() > 1) {
      conversion.tellOrder();
    }
    header(text);
    List<Field> defaults = new ArrayList<>(meta.defaults());
    defaults.addAll(properties.defaults());
    text.field(0, properties.cluster());
    text.fields(0, properties.head());
    if (!defaults.isEmpty()) {
      text.field(0, Field.of("defaults", defaults));
    }
    conversion.leaveOperationDefaults();
    section(text, "nodes", nodes);
    section(text, "groups", groups.byName());
    if (!constraints.lines().isEmpty()) {
      text.blank();
      text.heading("constraints");
      constraints.lines().forEach(text::item);
    }
    if (!probes.byAttribute().isEmpty()) {
      section(text, "probes", probes.byAttribute());
    }
    return text;
  }

  private static void header(SpecText text) {
    text.comment(
        "Imported from a Pacemaker configuration; where that says nothing, the defaults of");
    text.comment("Handoff hold. A line that ends with 'fill in' holds a placeholder, because");
    text.comment("Pacemaker does not know what belongs there. Afterwards: handoff validate FILE");
    text.comment("To be told of moves, add: alerts: {topic: …}");
    text.blank();
  }

  private static void section(SpecText text, String key, Map<String, List<Field>> byName) {
    text.blank();
    text.heading(key);
    byName.forEach((name, fields) -> text.field(1, Field.of(name, fields)));
  }
}
