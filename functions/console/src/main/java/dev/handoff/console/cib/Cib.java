package dev.handoff.console.cib;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The document, with what all of its readers need. */
final class Cib {

  private final Element root;
  private final Element configuration;
  private final Instant now;
  private final References references;
  private final Attributes attributes;
  private final Options options;

  Cib(Element root, Element configuration, Instant now) throws InvalidCib, UnsupportedCib {
    this.root = root;
    this.configuration = configuration;
    this.now = now;
    this.references = new References(root);
    this.attributes = new Attributes(references);
    this.options = new Options(this);
  }

  Element root() {
    return root;
  }

  /** A section of the configuration, empty when it is not there. */
  Element section(String name) {
    Element section = configuration.child(name);
    return section == null ? new Element(name, java.util.Map.of()) : section;
  }

  @Nullable Element status() {
    return root.child("status");
  }

  Instant now() {
    return now;
  }

  References references() {
    return references;
  }

  Attributes attributes() {
    return attributes;
  }

  Options options() {
    return options;
  }
}
