package dev.handoff.events.yaml;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** A line and a column of the file, both counted from one. */
public record Place(int line, int column) {

  /** Stands for the file as a whole. */
  public static final Place START = new Place(1, 1);

  /** Where a node begins. */
  public static Place of(Node node) {
    return of(node.getStartMark());
  }

  static Place of(Mark mark) {
    return new Place(mark.getLine() + 1, mark.getColumn() + 1);
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
