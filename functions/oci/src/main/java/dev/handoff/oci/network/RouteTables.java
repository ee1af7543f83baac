package dev.handoff.oci.network;

import com.oracle.bmc.core.VirtualNetwork;
import com.oracle.bmc.core.model.RouteRule;
import com.oracle.bmc.core.model.UpdateRouteTableDetails;
import com.oracle.bmc.core.requests.GetRouteTableRequest;
import com.oracle.bmc.core.requests.UpdateRouteTableRequest;
import com.oracle.bmc.core.responses.GetRouteTableResponse;
import com.oracle.bmc.core.responses.UpdateRouteTableResponse;
import dev.handoff.oci.Calls;
import dev.handoff.oci.attempt.Effort;
import dev.handoff.oci.attempt.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Route tables, edited as a whole: read, changed, put back under the ETag of what was read. Where
 * somebody else was faster, the edit is made again on what is there now.
 */
final class RouteTables {

  private final VirtualNetwork network;

  /** Two edits of one table at the same time would only send each other round again. */
  private final Map<String, ReentrantLock> locks = new ConcurrentHashMap<>();

  RouteTables(VirtualNetwork network) {
    this.network = network;
  }

  /** The rules of a table, and the ETag under which they can be put back. */
  private record Read(List<RouteRule> rules, String etag) {}

  /** The rules of a table. */
  Outcome<List<RouteRule>> rules(String table, Effort effort) {
    return read(table, effort).then(read -> new Outcome.Done<>(read.rules()));
  }

  private Outcome<Read> read(String table, Effort effort) {
    return effort.read(
        "GetRouteTable",
        () -> {
          GetRouteTableResponse got =
              network.getRouteTable(GetRouteTableRequest.builder().rtId(table).build());
          return new Read(
              got.getRouteTable().getRouteRules(), Calls.required(got.getEtag(), "ETag"));
        });
  }

  /**
   * Edits a table.
   *
   * @param edit the rules as they are to be; empty, and no call, if they are right already
   */
  Outcome<List<RouteRule>> edit(
      String table, Function<List<RouteRule>, Optional<List<RouteRule>>> edit, Effort effort) {
    ReentrantLock lock = locks.computeIfAbsent(table, id -> new ReentrantLock());
    lock.lock();
    try {
      for (int attempt = 1; ; attempt++) {
        Outcome<List<RouteRule>> put =
            read(table, effort).then(read -> put(table, read, edit, effort));
        if (!(put instanceof Outcome.Stale) || !effort.pauseAfter(attempt)) {
          return put;
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private Outcome<List<RouteRule>> put(
      String table,
      Read read,
      Function<List<RouteRule>, Optional<List<RouteRule>>> edit,
      Effort effort) {
    Optional<List<RouteRule>> edited = edit.apply(read.rules());
    if (edited.isEmpty()) {
      return new Outcome.Done<>(read.rules());
    }
    Optional<RouteRule> unknown = RouteRules.unknown(read.rules());
    if (unknown.isPresent()) {
      return new Outcome.Refused<>(
          0,
          "UnknownRule",
          table
              + " has a rule of a kind that this version cannot put back as it was ("
              + unknown.get().getDestination()
              + "), and OCI changes rules only all together: move it to a table of its own");
    }
    return effort.update(
        "UpdateRouteTable",
        () -> {
          UpdateRouteTableResponse updated =
              network.updateRouteTable(
                  UpdateRouteTableRequest.builder()
                      .rtId(table)
                      .updateRouteTableDetails(
                          UpdateRouteTableDetails.builder().routeRules(edited.get()).build())
                      .ifMatch(read.etag())
                      .build());
          return updated.getRouteTable().getRouteRules();
        });
  }
}
