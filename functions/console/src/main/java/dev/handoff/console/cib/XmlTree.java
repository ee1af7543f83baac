package dev.handoff.console.cib;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads an XML file into a tree. Document types and entities are refused, and so is everything that
 * is too large or too deep to be a CIB: the file may come from anybody.
 */
final class XmlTree {

  /** The largest CIB of Pacemaker's own tests has 2 MB. */
  static final int MOST_BYTES = 8 << 20;

  private static final int MOST_ELEMENTS = 400_000;
  private static final int DEEPEST = 64;

  private XmlTree() {}

  static Element read(Path file) throws IOException, InvalidCib {
    try (InputStream in = Files.newInputStream(file)) {
      return read(in.readNBytes(MOST_BYTES + 1));
    }
  }

  static Element read(byte[] document) throws InvalidCib {
    if (document.length == 0) {
      throw new InvalidCib("the file is empty");
    }
    if (document.length > MOST_BYTES) {
      throw new InvalidCib("the file is larger than %d MB".formatted(MOST_BYTES >> 20));
    }
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    try {
      XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
      return tree(reader);
    } catch (XMLStreamException e) {
      throw notWellFormed(e);
    }
  }

  private static InvalidCib notWellFormed(XMLStreamException e) {
    Location place = e.getLocation();
    InvalidCib invalid =
        place == null
            ? new InvalidCib("not well-formed XML")
            : new InvalidCib(
                Math.max(0, place.getLineNumber()),
                Math.max(0, place.getColumnNumber()),
                "not well-formed XML");
    invalid.initCause(e);
    return invalid;
  }

  private static Element tree(XMLStreamReader reader) throws XMLStreamException, InvalidCib {
    Deque<Element> open = new ArrayDeque<>();
    Element root = null;
    int elements = 0;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          if (++elements > MOST_ELEMENTS || open.size() >= DEEPEST) {
            throw invalid(reader, "more elements, or deeper, than any CIB");
          }
          Element element =
              new Element(
                  reader.getLocalName(), reader.getLocation().getLineNumber(), attributes(reader));
          root = root == null ? element : root;
          attach(open.peek(), element);
          open.push(element);
        }
        case XMLStreamConstants.END_ELEMENT -> open.pop();
        case XMLStreamConstants.DTD -> throw invalid(reader, "a document type is not allowed");
        case XMLStreamConstants.ENTITY_REFERENCE ->
            throw invalid(reader, "entities are not allowed");
        default -> {}
      }
    }
    if (root == null) {
      throw new InvalidCib("the file has no element");
    }
    return root;
  }

  private static void attach(@Nullable Element parent, Element element) {
    if (parent != null) {
      parent.add(element);
    }
  }

  private static Map<String, String> attributes(XMLStreamReader reader) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
    }
    return attributes;
  }

  private static InvalidCib invalid(XMLStreamReader reader, String wrong) {
    return new InvalidCib(reader.getLocation().getLineNumber(), 0, wrong);
  }
}
