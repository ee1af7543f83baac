package dev.handoff.beacon.loop;

import java.util.ArrayList;
import java.util.List;

/** Collects the actions of one step, and numbers the tasks of all steps. */
final class Outbox {

  private List<Action> actions = new ArrayList<>();
  private long tasks;

  void add(Action action) {
    actions.add(action);
  }

  void log(String text) {
    actions.add(new Action.Log(text));
  }

  /** A number that no task of this loop has had. */
  long nextTask() {
    return ++tasks;
  }

  List<Action> take() {
    List<Action> taken = List.copyOf(actions);
    actions = new ArrayList<>();
    return taken;
  }
}
