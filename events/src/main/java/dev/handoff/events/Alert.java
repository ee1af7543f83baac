package dev.handoff.events;

import java.util.Map;

/**
 * What a person receives. Derived from one entry of the journal, and sent until it was delivered at
 * least once; readers drop repeats by the id.
 *
 * @param id of the journal entry
 * @param subject the whole news in under 100 printable ASCII characters (an SNS subject's limit)
 * @param text for people
 * @param json for machines: the members of the journal entry, and what people are told of it
 * @param attributes for subscribers' filters
 */
public record Alert(
    String id,
    String cluster,
    String subject,
    String text,
    String json,
    Map<String, String> attributes) {

  public Alert {
    attributes = SortedCopy.of(attributes);
  }
}
