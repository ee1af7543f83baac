package dev.handoff.console.operator;

import dev.handoff.events.OperatorCommand;
import java.nio.file.Path;
import java.util.List;

/** A line of the operator's grammar that was understood. */
public interface OperatorVerb {

  /**
   * What it asks of the controller.
   *
   * @param directory that the files it names are relative to
   * @throws BadInput if a file that it names cannot be used
   */
  OperatorCommand command(Path directory) throws BadInput;

  /**
   * What is legal in the files that it names and still likely not meant, a line each; known once
   * {@link #command} has read them.
   */
  default List<String> warnings() {
    return List.of();
  }

  /** The input cannot be used; the message says where and why, a line for each problem. */
  final class BadInput extends Exception {
    public BadInput(String message) {
      super(message);
    }
  }
}
