package dev.handoff.oci.local;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Compute instances, which take some time to stop. Source: GetInstance and InstanceAction
 * (docs.oracle.com/en-us/iaas/api/#/en/iaas/20160918/Instance/InstanceAction).
 */
public final class Instances implements OciService {

  private static final String STATE = "lifecycleState";

  private final Items instances = new Items();
  private final Map<String, Integer> looks = new HashMap<>();
  private int looksNeeded = 2;

  /** Makes an instance in a state, such as RUNNING. */
  public synchronized String instance(String state) {
    return instances.add(Item.of("instance").set(STATE, state)).id();
  }

  /** How often a stopping instance is looked at until it is off. */
  public synchronized void slow(int needed) {
    looksNeeded = needed;
  }

  /** Puts an instance into a state. */
  public synchronized void state(String id, String state) {
    instances.get(id).set(STATE, state);
  }

  /** The state of an instance. */
  public synchronized String state(String id) {
    return instances.get(id).text(STATE);
  }

  @Override
  public synchronized Optional<OciReply> answer(OciRequest request) {
    if (!request.isExactly(request.method(), "20160918", "instances", "*")) {
      return Optional.empty();
    }
    Item instance = instances.get(request.path().get(2));
    if (request.method().equals("GET")) {
      look(instance);
      return Optional.of(instance.reply());
    }
    if (!request.method().equals("POST")) {
      return Optional.empty();
    }
    Preconditions.ifMatch(request, instance.etag());
    act(instance, request.query("action").orElse(""));
    return Optional.of(instance.reply());
  }

  private void look(Item instance) {
    if (instance.is(STATE, "STOPPING")
        && looks.merge(instance.id(), 1, Integer::sum) > looksNeeded) {
      looks.remove(instance.id());
      instance.set(STATE, "STOPPED");
    }
  }

  /** 409 IncorrectState where the action does not fit the state; which fit is a guess. */
  private static void act(Item instance, String action) {
    switch (action) {
      case "STOP", "SOFTSTOP" -> to(instance, List.of("RUNNING", "STARTING"), "STOPPING");
      case "START" -> to(instance, List.of("STOPPED"), "RUNNING");
      default -> throw new OciRefusal(400, "InvalidParameter", "action is '" + action + "'");
    }
  }

  private static void to(Item instance, List<String> from, String state) {
    if (!from.contains(instance.text(STATE))) {
      throw new OciRefusal(409, "IncorrectState", instance.id() + " is " + instance.text(STATE));
    }
    instance.set(STATE, state);
  }
}
