package dev.handoff.events;

import java.util.Map;

/**
 * What a person receives. Derived from one entry of the journal, and sent until it was delivered at
 * least once; readers drop repeats by the id.
 *
 * @param id of the journal entry
 * @param subject the whole news in one line, see {@link #subjectLine}
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

  /** How long a subject may be. SNS refuses longer ones, and mail programs cut them. */
  public static final int LONGEST_SUBJECT = 99;

  public Alert {
    subject = subjectLine(subject);
    attributes = SortedCopy.of(attributes);
  }

  /**
   * One line of at most {@value #LONGEST_SUBJECT} printable ASCII characters, cut if it must be.
   */
  public static String subjectLine(String text) {
    String line = text.replaceAll("\\p{Cntrl}", " ").replaceAll("[^ -~]", "?");
    return line.length() <= LONGEST_SUBJECT ? line : line.substring(0, LONGEST_SUBJECT - 3) + "...";
  }
}
