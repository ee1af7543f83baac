package dev.handoff.oci;

import com.oracle.bmc.auth.BasicAuthenticationDetailsProvider;
import dev.handoff.controller.Ports;
import dev.handoff.controller.port.Addresses;
import dev.handoff.controller.port.ClusterStore;
import dev.handoff.controller.port.Fence;
import dev.handoff.controller.port.Fleet;
import dev.handoff.controller.port.Journal;
import dev.handoff.controller.port.NodeChannel;
import dev.handoff.controller.port.Notifier;
import dev.handoff.controller.port.Time;
import dev.handoff.dispatch.Dispatcher;
import dev.handoff.dispatch.SystemTime;
import dev.handoff.oci.attempt.Limits;
import dev.handoff.oci.compute.OciFence;
import dev.handoff.oci.network.OciAddresses;
import dev.handoff.oci.network.TrialUpdates;
import dev.handoff.oci.notifications.OciNotifier;
import dev.handoff.oci.objectstorage.Bucket;
import dev.handoff.oci.objectstorage.NodeObjects;
import dev.handoff.oci.objectstorage.ObjectStorageClusterStore;
import dev.handoff.oci.objectstorage.ObjectStorageFleet;
import dev.handoff.oci.objectstorage.ObjectStorageJournal;
import dev.handoff.oci.streaming.StreamingNodeChannel;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/**
 * Puts the function together from its configuration. Clients are made when they are first asked
 * for: an evaluation that moves nothing needs neither the network nor people.
 */
@Factory
final class Wiring {

  @Singleton
  OciSettings settings() {
    return OciSettings.of(System.getenv());
  }

  @Singleton
  BasicAuthenticationDetailsProvider credentials() {
    return Credentials.of(System.getenv());
  }

  @Singleton
  @Bean(preDestroy = "close")
  OciClients clients(OciSettings settings, BasicAuthenticationDetailsProvider credentials) {
    return new OciClients(settings, credentials);
  }

  @Singleton
  Time time() {
    return new SystemTime();
  }

  @Singleton
  Calls calls(Time time) {
    return new Calls(time);
  }

  @Singleton
  Bucket bucket(OciClients clients, Calls calls) {
    return new Bucket(clients, calls);
  }

  @Singleton
  ClusterStore store(Bucket bucket, Time time) {
    return new ObjectStorageClusterStore(bucket, time);
  }

  @Singleton
  NodeChannel channel(OciClients clients, Calls calls, Bucket bucket, Time time) {
    return new StreamingNodeChannel(clients, calls, new NodeObjects(bucket), time);
  }

  @Singleton
  Journal journal(Bucket bucket) {
    return new ObjectStorageJournal(bucket);
  }

  @Singleton
  Fleet fleet(Bucket bucket, ClusterStore store) {
    return new ObjectStorageFleet(bucket, store);
  }

  @Singleton
  Addresses addresses(OciClients clients, Time time) {
    return new OciAddresses(clients.virtualNetwork(), Limits.DEFAULT, time);
  }

  @Singleton
  Fence fence(OciClients clients, Time time) {
    return node -> new OciFence(clients.compute(), Limits.DEFAULT, time).powerOff(node);
  }

  @Singleton
  Notifier notifier(OciClients clients) {
    return (topic, alert) -> new OciNotifier(clients.notifications()).send(topic, alert);
  }

  @Singleton
  Ports ports(
      ClusterStore store,
      NodeChannel channel,
      Addresses addresses,
      Journal journal,
      Notifier notifier,
      Fence fence,
      Fleet fleet,
      Time time) {
    return new Ports(store, channel, addresses, journal, notifier, fence, fleet, time);
  }

  @Singleton
  Responder responder(Ports ports, OciClients clients, Time time) {
    return new Responder(
        new Dispatcher(
            ports,
            spec -> new TrialUpdates(clients.virtualNetwork(), clients.compute(), time).of(spec)));
  }
}
