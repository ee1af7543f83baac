package dev.handoff.console.deployment;

import dev.handoff.console.remote.Failure;
import dev.handoff.console.status.ClusterView;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.controller.record.ClusterRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Looks at many clusters at once: two calls each, a few clusters at a time. */
final class Overview {

  /** More at a time would be throttled, and would not be faster. */
  private static final int AT_A_TIME = 16;

  private Overview() {}

  /** The clusters that are still there when they are looked at, in the order of their names. */
  static List<ClusterView> of(List<String> clusters, Installation installation) throws Failure {
    Semaphore turns = new Semaphore(AT_A_TIME);
    List<Future<Optional<ClusterView>>> looks = new ArrayList<>();
    try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
      for (String cluster : clusters) {
        Callable<Optional<ClusterView>> look =
            () -> {
              turns.acquire();
              try {
                return look(cluster, installation);
              } finally {
                turns.release();
              }
            };
        looks.add(each.submit(look));
      }
    }
    List<ClusterView> views = new ArrayList<>();
    for (Future<Optional<ClusterView>> look : looks) {
      views.addAll(seen(look).stream().toList());
    }
    return views;
  }

  private static Optional<ClusterView> seen(Future<Optional<ClusterView>> look) throws Failure {
    try {
      return look.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Failure failure) {
        throw failure;
      }
      throw new IllegalStateException("a cluster could not be looked at", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Failure("interrupted while looking at the clusters", false);
    }
  }

  private static Optional<ClusterView> look(String cluster, Installation installation)
      throws Failure {
    return switch (installation.store().read(cluster)) {
      case Reading.Absent _ -> Optional.empty();
      case Reading.Unreadable unreadable ->
          throw new Failure(cluster + ": " + unreadable.detail(), false);
      case Reading.Found found -> Optional.of(view(found.record(), installation));
    };
  }

  private static ClusterView view(ClusterRecord record, Installation installation) {
    return ClusterView.of(
        record,
        installation.channel().read(record.spec()),
        List.of(),
        Map.of(),
        installation.time().now());
  }
}
