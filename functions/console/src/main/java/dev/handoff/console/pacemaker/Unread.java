package dev.handoff.console.pacemaker;

/**
 * Something that a reader met and {@link Configuration} has no place for.
 *
 * @param line of the text, counted from one
 * @param what as the text calls it
 * @param why it has no place, and what takes its place
 */
public record Unread(int line, String what, String why) {}
