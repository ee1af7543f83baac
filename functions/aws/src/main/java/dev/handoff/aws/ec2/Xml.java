package dev.handoff.aws.ec2;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * An element of a reply. Attributes do not occur in EC2's replies and are ignored.
 *
 * @param text of the element itself, without white space around it
 */
public record Xml(String name, String text, List<Xml> children) {

  /** EC2's replies nest some ten levels; more is not one of them. */
  private static final int MAX_DEPTH = 64;

  public Xml {
    children = List.copyOf(children);
  }

  /**
   * Reads a document.
   *
   * @throws XMLStreamException if it is not XML, or has a document type, or nests too deeply
   */
  public static Xml parse(byte[] document) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
    try {
      while (reader.next() != XMLStreamConstants.START_ELEMENT) {
        if (reader.getEventType() == XMLStreamConstants.DTD) {
          throw new XMLStreamException("a reply must not have a document type");
        }
      }
      return element(reader, 0);
    } catch (RuntimeException e) {
      // The JDK's parser does not find the words for some of its own errors (JDK 25.0.3).
      throw new XMLStreamException("not XML: " + e, e);
    } finally {
      reader.close();
    }
  }

  private static Xml element(XMLStreamReader reader, int depth) throws XMLStreamException {
    if (depth > MAX_DEPTH) {
      throw new XMLStreamException("elements are nested more than " + MAX_DEPTH + " levels");
    }
    String name = reader.getLocalName();
    StringBuilder text = new StringBuilder();
    List<Xml> children = new ArrayList<>();
    while (true) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> children.add(element(reader, depth + 1));
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
            text.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          return new Xml(name, text.toString().strip(), children);
        }
        default -> {
          // Comments and processing instructions carry nothing.
        }
      }
    }
  }

  /** The first child of a name. */
  public Optional<Xml> child(String wanted) {
    return children.stream().filter(child -> child.name.equals(wanted)).findFirst();
  }

  /** The text at the end of a path of names; empty where there is none. */
  public String text(String... path) {
    Xml at = this;
    for (String name : path) {
      Optional<Xml> next = at.child(name);
      if (next.isEmpty()) {
        return "";
      }
      at = next.get();
    }
    return at.text;
  }

  /** The {@code item}s of one of EC2's sets; none if the set is not there. */
  public List<Xml> items(String set) {
    return child(set).stream()
        .flatMap(found -> found.children.stream())
        .filter(child -> child.name.equals("item"))
        .toList();
  }
}
