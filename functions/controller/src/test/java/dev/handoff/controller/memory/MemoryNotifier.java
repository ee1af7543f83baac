package dev.handoff.controller.memory;

import dev.handoff.controller.port.Notifier;
import dev.handoff.events.Alert;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Keeps alerts instead of mailing them. */
public final class MemoryNotifier implements Notifier {

  private final List<Message> delivered = new ArrayList<>();
  private final Deque<Fault> faults = new ArrayDeque<>();
  private final Set<String> gone = new HashSet<>();

  /** What can go wrong with one alert. */
  public enum Fault {
    /** Not delivered; the caller may try again. */
    FAIL,
    /** Delivered, but the reply is lost. */
    LOSE_REPLY
  }

  /** An alert that was delivered. */
  public record Message(String topic, Alert alert) {}

  @Override
  public synchronized Delivery send(String topic, Alert alert) {
    if (gone.contains(topic)) {
      return new Delivery.Refused("topic " + topic + " not found or not permitted");
    }
    Fault fault = faults.poll();
    if (fault != Fault.FAIL) {
      delivered.add(new Message(topic, alert));
    }
    return fault == null ? new Delivery.Delivered() : new Delivery.Failed("scripted: " + fault);
  }

  /** Lets the next alerts go wrong, one fault each. */
  public synchronized void failNext(Fault... next) {
    faults.addAll(List.of(next));
  }

  /** The topic is no more. */
  public synchronized void drop(String topic) {
    gone.add(topic);
  }

  /** What was delivered, oldest first, repeats included. */
  public synchronized List<Message> delivered() {
    return List.copyOf(delivered);
  }

  /** From now on nothing goes wrong that has not gone wrong yet. */
  public synchronized void heal() {
    faults.clear();
  }
}
