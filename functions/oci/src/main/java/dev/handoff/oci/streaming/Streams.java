package dev.handoff.oci.streaming;

import com.oracle.bmc.streaming.model.StreamSummary;
import com.oracle.bmc.streaming.requests.ListStreamsRequest;
import dev.handoff.oci.Calls;
import dev.handoff.oci.OciClients;
import dev.handoff.oci.OciSettings;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The streams of an installation, found by their names, which is asked once each. A node has one of
 * its own, so that a policy can hold it to that one: what is read there was said by this node.
 */
final class Streams {

  private final OciClients clients;
  private final Calls calls;
  private final Map<String, Partition> found = new ConcurrentHashMap<>();

  Streams(OciClients clients, Calls calls) {
    this.clients = clients;
    this.calls = calls;
  }

  /** The name of a node's stream; a cluster's name has no dot. */
  String name(String cluster, String node) {
    return clients.settings().name() + "." + cluster + "." + node;
  }

  /**
   * The only partition of the stream of this name; empty: there is none, or it may not be seen.
   *
   * @throws dev.handoff.controller.port.CloudUnavailable if that cannot be told
   */
  Optional<Partition> find(String name) {
    Partition known = found.get(name);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Partition> asked = ask(name);
    asked.ifPresent(partition -> found.put(name, partition));
    return asked;
  }

  /** Lets the next search ask again: the stream that was known is gone. */
  void forget(String name) {
    found.remove(name);
  }

  private Optional<Partition> ask(String name) {
    ListStreamsRequest request =
        ListStreamsRequest.builder()
            .compartmentId(clients.settings().compartment())
            .name(name)
            .lifecycleState(com.oracle.bmc.streaming.model.Stream.LifecycleState.Active)
            .build();
    return calls
        .make(
            "looking for the stream " + name,
            () -> clients.streamAdmin().listStreams(request).getItems())
        .stream()
        .filter(stream -> stream.getName().equals(name))
        .findFirst()
        .map(stream -> partition(name, stream));
  }

  private Partition partition(String name, StreamSummary stream) {
    OciSettings settings = clients.settings();
    String endpoint =
        settings.messages() == null ? stream.getMessagesEndpoint() : settings.messages().toString();
    return new Partition(clients.stream(endpoint), name, stream.getId(), calls);
  }
}
