package dev.handoff.controller.alert;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a happening is to people. It depends on the journal entry alone, so that an alert which is
 * sent twice says the same twice.
 *
 * @param group the group it is about; null: it is about no group
 * @param node the node it is about; null: it is about no single node
 * @param subjects the whole news in one line, from the fullest wording to the shortest
 * @param summary what it means to somebody who has just been woken
 * @param why the cause, a line each; empty: the summary says it
 * @param timeline when what happened, a line each; empty: the alert's own moment is all
 * @param next what to type, with what it does
 */
record News(
    Severity severity,
    @Nullable String group,
    @Nullable String node,
    List<String> subjects,
    String summary,
    List<String> why,
    List<String> timeline,
    List<Command> next) {

  News {
    subjects = List.copyOf(subjects);
    why = List.copyOf(why);
    timeline = List.copyOf(timeline);
    next = List.copyOf(next);
  }

  /**
   * A command line.
   *
   * @param line as it is typed, without the program's name and the cluster
   * @param does what it does, or when it is the right one
   */
  record Command(String line, String does) {}

  /** News of one wording, without a timeline. */
  static News of(Severity severity, String subject, String summary, Command... next) {
    return new News(
        severity, null, null, List.of(subject), summary, List.of(), List.of(), List.of(next));
  }

  News about(@Nullable String otherGroup, @Nullable String otherNode) {
    return new News(severity, otherGroup, otherNode, subjects, summary, why, timeline, next);
  }

  News because(List<String> lines) {
    return new News(severity, group, node, subjects, summary, lines, timeline, next);
  }

  News when(List<String> lines) {
    return new News(severity, group, node, subjects, summary, why, lines, next);
  }

  /** With shorter wordings of the subject, for names that are long. */
  News orShorter(String... shorter) {
    List<String> all = new ArrayList<>(subjects);
    all.addAll(List.of(shorter));
    return new News(severity, group, node, all, summary, why, timeline, next);
  }
}
