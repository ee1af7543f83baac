package dev.handoff.console.report;

import java.util.List;

/** Text that grows into HTML: what is written as text can never become markup. */
final class Html {

  private final StringBuilder out = new StringBuilder();

  /** Markup of our own, as it is. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  /** An element with nothing but text in it. */
  Html element(String name, String text) {
    return raw("<" + name + ">").text(text).raw("</" + name + ">\n");
  }

  /** Somebody else's words. */
  Html text(String text) {
    out.append(escaped(text));
    return this;
  }

  /** A table; its cells are text. */
  Html table(List<String> head, List<List<String>> rows) {
    raw("<table>\n<thead><tr>");
    head.forEach(cell -> raw("<th scope=\"col\">").text(cell).raw("</th>"));
    raw("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      raw("<tr>");
      row.forEach(cell -> raw("<td>").text(cell).raw("</td>"));
      raw("</tr>\n");
    }
    return raw("</tbody>\n</table>\n");
  }

  /** A table of names and values. */
  Html facts(List<List<String>> pairs) {
    raw("<table class=\"facts\">\n<tbody>\n");
    for (List<String> pair : pairs) {
      raw("<tr><th scope=\"row\">").text(pair.getFirst()).raw("</th>");
      raw("<td>").text(pair.getLast()).raw("</td></tr>\n");
    }
    return raw("</tbody>\n</table>\n");
  }

  /** Safe between tags and between double quotes. */
  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
