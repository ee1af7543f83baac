package dev.handoff.beacon.transport.oci;

import dev.handoff.beacon.config.BeaconConfig;
import dev.handoff.beacon.config.OciConfig;
import dev.handoff.beacon.loop.PeerBeat;
import dev.handoff.beacon.transport.StoreHttp;
import dev.handoff.beacon.transport.StoreUnavailable;
import dev.handoff.beacon.transport.Transport;
import dev.handoff.events.Beat;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Beats by Oracle Cloud.
 *
 * <ul>
 *   <li>A beat is a message in the node's own stream, to which it alone may write; then the orders
 *       are read, which costs little when they have not changed. The beat counts as acknowledged
 *       when both are done: a node that cannot hear what it is told is as good as cut off.
 *   <li>After a beat with news the controller's function is called ({@link Summons}). A beat does
 *       not wait for that, except the last one of a node that leaves.
 *   <li>Peers are read from their streams, whose OCIDs are their keys.
 *   <li>Orders and plan are objects that the controller writes.
 * </ul>
 */
public final class OciTransport implements Transport {

  private final OwnStream own;
  private final StoredObject<Orders> orders;
  private final StoredObject<Plan> plan;
  private final Summons summons;
  private final Function<String, PeerStream> streams;
  private final Consumer<String> log;
  private final Map<String, PeerStream> peers = new ConcurrentHashMap<>();
  private final Set<String> inaccessible = new HashSet<>();

  /**
   * @param streams opens a peer's stream by its key
   * @param log receives what a caller would not learn otherwise
   */
  OciTransport(
      OwnStream own,
      Told told,
      Summons summons,
      Function<String, PeerStream> streams,
      Consumer<String> log) {
    this.own = own;
    this.orders = told.orders;
    this.plan = told.plan;
    this.summons = summons;
    this.streams = streams;
    this.log = log;
  }

  /** What the controller tells this node. */
  record Told(StoredObject<Orders> orders, StoredObject<Plan> plan) {}

  /**
   * As a configuration says; nobody is asked anything before the first call.
   *
   * @param beacon of which {@code config} is the transport
   * @param log receives, from many threads, what a caller would not learn otherwise
   */
  public static OciTransport open(BeaconConfig beacon, OciConfig config, Consumer<String> log) {
    String cluster = beacon.cluster();
    String node = beacon.node();
    StoreHttp http = new StoreHttp(config.paths());
    ServerClock clock = new ServerClock(InstantSource.system());
    Surroundings here = new Surroundings(System::nanoTime, Thread::startVirtualThread, log);
    KeptSession kept = KeptSession.in(beacon.stateDirectory());
    OciCredentials credentials =
        switch (config.identity()) {
          case OciConfig.Identity.ApiKey user -> OciCredentials.of(user);
          case OciConfig.Identity.Instance own ->
              new InstancePrincipal(
                  new InstancePrincipal.Sources(
                      own.metadata(), own.federation(), http, InstancePrincipal::pair, kept),
                  clock,
                  here);
        };
    OciCall call = new OciCall(http, credentials, clock);
    OciConfig.Function function = config.function();
    OciConfig.Bucket bucket = config.bucket();
    return new OciTransport(
        new OwnStream(call, stream(config.stream(), config.stream().id())),
        new Told(
            new StoredObject<>(call, object(bucket, cluster, node, "orders"), Orders.class),
            new StoredObject<>(call, object(bucket, cluster, node, "plan"), Plan.class)),
        new Summons(
            call,
            URI.create(function.endpoint() + "/20181201/functions/" + function.id()),
            cluster,
            function.lookEvery(),
            here),
        key -> new PeerStream(call, stream(config.stream(), key), key, here.nanos()),
        log);
  }

  private static URI stream(OciConfig.Stream own, String id) {
    return URI.create(
        own.endpoint() + "/20180418/streams/" + URLEncoder.encode(id, StandardCharsets.UTF_8));
  }

  /** An object's name is one element of the path, so that its slashes are escaped. */
  private static URI object(OciConfig.Bucket bucket, String cluster, String node, String name) {
    return URI.create(
        "%s/n/%s/b/%s/o/nodes%%2F%s%%2F%s%%2F%s"
            .formatted(bucket.endpoint(), bucket.namespace(), bucket.name(), cluster, node, name));
  }

  @Override
  public Reply publish(Beat beat) {
    try {
      own.append(beat);
      if (beat.leaving()) {
        summons.now();
      } else {
        summons.beatStored(beat.urgent());
      }
      return new Reply.Acknowledged(orders.read());
    } catch (StoreUnavailable e) {
      return new Reply.Failed(String.valueOf(e.getMessage()));
    }
  }

  /** A peer whose stream is not there, or closed to this node, is told once and left out. */
  @Override
  public List<PeerBeat> peers(List<Plan.Peer> wanted) throws StoreUnavailable {
    peers.keySet().retainAll(wanted.stream().map(Plan.Peer::key).toList());
    List<PeerBeat> beats = new ArrayList<>();
    for (Plan.Peer peer : wanted) {
      try {
        PeerBeat beat = peers.computeIfAbsent(peer.key(), streams).newest();
        if (beat != null) {
          beats.add(beat);
        }
        tell(peer, null);
      } catch (PeerStream.Inaccessible e) {
        tell(peer, e.getMessage());
      }
    }
    return beats;
  }

  @Override
  public Plan plan(String version) throws StoreUnavailable {
    Plan held = plan.read();
    if (held == null) {
      throw new StoreUnavailable("there is no plan of this node yet: " + plan);
    }
    return held;
  }

  private synchronized void tell(Plan.Peer peer, @Nullable String trouble) {
    if (trouble == null) {
      inaccessible.remove(peer.key());
    } else if (inaccessible.add(peer.key())) {
      log.accept("node " + peer.node() + " is not watched: " + trouble);
    }
  }
}
