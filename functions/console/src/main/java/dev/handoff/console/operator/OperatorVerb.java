package dev.handoff.console.operator;

import dev.handoff.events.OperatorCommand;
import java.nio.file.Path;

/** A line of the operator's grammar that was understood. */
public interface OperatorVerb {

  /**
   * What it asks of the controller.
   *
   * @param directory that the files it names are relative to
   * @throws BadInput if a file that it names cannot be used
   */
  OperatorCommand command(Path directory) throws BadInput;

  /** The input cannot be used; the message says where and why, a line for each problem. */
  final class BadInput extends Exception {
    public BadInput(String message) {
      super(message);
    }
  }
}
