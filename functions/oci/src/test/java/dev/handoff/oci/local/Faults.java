package dev.handoff.oci.local;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The faults that a test has scripted, and the calls that arrived. */
public final class Faults {

  private record Scripted(Predicate<OciRequest> calls, Fault fault) {}

  private final List<Scripted> next = new ArrayList<>();
  private final List<Scripted> always = new ArrayList<>();
  private final List<OciRequest> calls = new ArrayList<>();

  /** Lets the next calls that match go wrong, one fault each. */
  public synchronized void next(Predicate<OciRequest> calls, Fault... faults) {
    for (Fault fault : faults) {
      next.add(new Scripted(calls, fault));
    }
  }

  /** Lets all calls that match go wrong, until {@link #heal}. */
  public synchronized void always(Predicate<OciRequest> calls, Fault fault) {
    always.add(new Scripted(calls, fault));
  }

  /** No more faults; what was counted is forgotten. */
  public synchronized void heal() {
    next.clear();
    always.clear();
    calls.clear();
  }

  /** The calls that arrived, whatever became of them, oldest first. */
  public synchronized List<OciRequest> calls(Predicate<OciRequest> matching) {
    return calls.stream().filter(matching).toList();
  }

  /** Counts a call, and says what goes wrong with it, if anything. */
  synchronized @Nullable Fault arrived(OciRequest request) {
    calls.add(request);
    for (Iterator<Scripted> each = next.iterator(); each.hasNext(); ) {
      Scripted scripted = each.next();
      if (scripted.calls().test(request)) {
        each.remove();
        return scripted.fault();
      }
    }
    for (Scripted scripted : always) {
      if (scripted.calls().test(request)) {
        return scripted.fault();
      }
    }
    return null;
  }
}
