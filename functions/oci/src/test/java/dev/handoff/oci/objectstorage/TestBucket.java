package dev.handoff.oci.objectstorage;

import dev.handoff.controller.memory.VirtualTime;
import dev.handoff.controller.port.Samples;
import dev.handoff.controller.port.Time;
import dev.handoff.oci.Calls;
import dev.handoff.oci.OciClients;
import dev.handoff.oci.local.LocalObjectStorage;
import dev.handoff.oci.local.LocalOci;
import dev.handoff.oci.local.OciRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** A server with a bucket for a test class; all pauses are virtual. */
final class TestBucket implements AutoCloseable {

  static final String NAME = "handoff";

  final VirtualTime time = new VirtualTime(Samples.NOON);
  final LocalObjectStorage storage = new LocalObjectStorage(time::now).bucket(NAME);
  final LocalOci oci = LocalOci.start(storage);
  final OciClients clients = oci.clients(NAME);
  final Bucket bucket = new Bucket(clients, new Calls(time));

  /** A store for which a microsecond passes whenever it asks the time. */
  ObjectStorageClusterStore store() {
    Time passing =
        new Time() {
          @Override
          public Instant now() {
            time.advance(Duration.ofNanos(1_000));
            return time.now();
          }

          @Override
          public long nanos() {
            return time.nanos();
          }

          @Override
          public void pause(Duration duration) {
            time.pause(duration);
          }
        };
    return new ObjectStorageClusterStore(bucket, passing);
  }

  /** Calls of this method on single objects. */
  static Predicate<OciRequest> calls(String method) {
    return request -> request.is(method, "n", "*", "b", "*", "o", "*");
  }

  /** Listings. */
  static Predicate<OciRequest> listings() {
    return request -> request.isExactly("GET", "n", "*", "b", "*", "o");
  }

  @Override
  public void close() {
    clients.close();
    oci.close();
  }
}
