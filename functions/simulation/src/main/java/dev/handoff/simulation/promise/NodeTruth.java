package dev.handoff.simulation.promise;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What is true of one machine, whatever anybody believes. Times are nanoseconds of the world. */
public final class NodeTruth {

  /** So many long silences are remembered. */
  private static final int REMEMBERED = 16;

  /** A time in which the store got no beat of the node. */
  record Silence(long from, long to) {}

  private final long worthNoting;
  private final Deque<Silence> silences = new ArrayDeque<>();
  private final Map<String, Integer> faults = new HashMap<>();
  private final Set<String> running = new TreeSet<>();
  private final Set<String> disowned = new HashSet<>();
  private final Set<String> doubled = new HashSet<>();
  private final Set<String> heardOf = new HashSet<>();
  private final Set<String> overtaken = new HashSet<>();
  private String lastBoot = "";
  private String boot = "";
  private long sequence;
  private long lastArrival = -1;
  private long left = Long.MIN_VALUE;
  private boolean forgotten;
  private int unruly;
  private long lastUnruly = Long.MIN_VALUE / 2;

  /** Silences shorter than {@code worthNoting} are not remembered. */
  NodeTruth(long worthNoting) {
    this.worthNoting = worthNoting;
  }

  /** The machine is switched on. */
  public void booted(String now) {
    lastBoot = now;
  }

  /** The machine's last boot, whatever the store has got of it. */
  String lastBoot() {
    return lastBoot;
  }

  /**
   * Whether the store got its first beat of a boot when the next one had begun: who goes by beats
   * can but take it for the later one.
   */
  boolean wasOvertaken(String whichBoot) {
    return overtaken.contains(whichBoot);
  }

  /** A beat has arrived in the store. */
  public void arrived(String ofBoot, long ofSequence, boolean leaving, long at) {
    if (lastArrival >= 0 && at - lastArrival >= worthNoting) {
      silences.addLast(new Silence(lastArrival, at));
      if (silences.size() > REMEMBERED) {
        silences.removeFirst();
      }
    }
    lastArrival = at;
    if (heardOf.add(ofBoot) && !ofBoot.equals(lastBoot)) {
      overtaken.add(ofBoot);
    }
    boot = ofBoot;
    sequence = ofSequence;
    if (leaving) {
      left = at;
    }
  }

  /** That of the beat which arrived last: it may have been late. */
  String boot() {
    return boot;
  }

  long sequence() {
    return sequence;
  }

  /** Negative: none has ever arrived. */
  public long lastArrival() {
    return lastArrival;
  }

  /** When it last said that it leaves. */
  long left() {
    return left;
  }

  /** Whether it was silent for so long without a break, at some moment since then. */
  boolean wasSilentFor(long nanos, long since, long now) {
    return now - lastArrival >= nanos
        || silences.stream().anyMatch(s -> s.to() >= since && s.to() - s.from() >= nanos);
  }

  /** A service was made to fail, by the plan or as a consequence of it. */
  public void spoiled(String service) {
    faults.merge(service, 1, Integer::sum);
  }

  boolean wasSpoiled(String service) {
    return faults.containsKey(service);
  }

  public void runs(String service, boolean now) {
    if (now) {
      running.add(service);
    } else {
      running.remove(service);
      disowned.remove(service);
      doubled.remove(service);
    }
  }

  /** It began to run elsewhere as well, when this machine could not be relied upon to stop. */
  void doubled(String service) {
    doubled.add(service);
  }

  /** Whether it has run beside another one ever since. */
  boolean isDoubled(String service) {
    return doubled.contains(service);
  }

  /** It runs, was left alone, and the plan names it no more: nobody watches or stops it. */
  public void disowned(String service) {
    disowned.add(service);
  }

  /** The plan names it, so that the node tells of it. */
  public void owned(String service) {
    disowned.remove(service);
  }

  boolean isDisowned(String service) {
    return disowned.contains(service);
  }

  public boolean runs(String service) {
    return running.contains(service);
  }

  /** It has heard of its cluster, and isolates itself when it hears no more. */
  public void hasOrders() {
    forgotten = false;
  }

  /**
   * Its cluster was destroyed, or is about to be: until it has orders again, it leaves everything
   * as it is.
   */
  public void forget() {
    forgotten = true;
  }

  boolean isForgotten() {
    return forgotten;
  }

  /** From now on it may be unable to stop its services in time, through no fault of ours. */
  public void beginUnruly() {
    unruly++;
  }

  public void endUnruly(long at) {
    unruly--;
    lastUnruly = at;
  }

  /** Something made it break its word about stopping just now. */
  public void wasUnruly(long at) {
    lastUnruly = Math.max(lastUnruly, at);
  }

  /** Whether it could not be relied upon to stop, at any moment since then. */
  boolean wasUnrulySince(long since) {
    return unruly > 0 || lastUnruly >= since;
  }
}
