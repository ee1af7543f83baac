package dev.handoff.console.lab;

import dev.handoff.console.lab.cloud.Cloud;
import dev.handoff.console.lab.cloud.EmbeddedFence;
import dev.handoff.console.lab.net.Gaps;
import dev.handoff.console.lab.node.Beacons;
import dev.handoff.console.lab.node.Gateways;
import dev.handoff.console.lab.node.LabPlans;
import dev.handoff.console.lab.node.Machine;
import dev.handoff.console.lab.node.NodePorts;
import dev.handoff.console.scenario.Stage;
import dev.handoff.console.scenario.Step.From;
import dev.handoff.console.status.ClusterView;
import dev.handoff.console.status.Pulse;
import dev.handoff.controller.Evaluation;
import dev.handoff.controller.Operator;
import dev.handoff.controller.Operator.Reply;
import dev.handoff.controller.Ports;
import dev.handoff.controller.answer.Answer;
import dev.handoff.controller.answer.Answers;
import dev.handoff.controller.liveness.Evidence;
import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.port.ClusterStore.Reading;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.dispatch.SystemTime;
import dev.handoff.events.Alert;
import dev.handoff.events.Beat;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.spec.Address;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.NodeSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A running lab: one cluster whose nodes are real beacon processes, its controller in this process,
 * and a cloud. Closing it leaves no process behind.
 */
public final class Lab implements AutoCloseable {

  private final Cloud cloud;
  private final LabListener listener;
  private final RunDirectory directory;
  private final NodePorts ports = new NodePorts();
  private final Gateways gateways = new Gateways();
  private final Network network;
  private final Ports controllerPorts;
  private final Evaluations evaluations;
  private final Operator operator;
  private final Map<String, Machine> machines = new ConcurrentHashMap<>();
  private final Headcounts headcounts = new Headcounts(machines::values);
  private final List<Alert> alerts = new CopyOnWriteArrayList<>();
  private final Beacons beacons;
  private volatile ClusterSpec spec;

  /** Makes a cloud of what it needs of the lab. */
  @FunctionalInterface
  public interface CloudFactory {
    /**
     * Makes it.
     *
     * @param alerts receives what would be mailed
     * @param urgent receives urgent beats
     * @param machines what the fence can power off
     */
    Cloud create(
        Consumer<Alert> alerts,
        Consumer<Beat> urgent,
        Function<String, Optional<EmbeddedFence.Machine>> machines)
        throws IOException;
  }

  private Lab(ClusterSpec wanted, CloudFactory factory, LabListener listener) throws IOException {
    this.listener = listener;
    directory = RunDirectory.create();
    cloud = factory.create(this::alerted, this::urgent, name -> machine(name).map(m -> m));
    spec = prepared(wanted);
    network = new Network(cloud.addresses(), ports);
    controllerPorts =
        new Ports(
            cloud.store(),
            new LabChannel(
                cloud.channel(),
                new LabPlans(ports, Beacons.demoServer(), directory::fault, gateways::port)),
            network,
            new JournalTap(cloud.journal(), listener::happened),
            cloud.notifier(),
            cloud.fence(),
            cloud.fleet(),
            new SystemTime());
    evaluations =
        new Evaluations(new Evaluation(controllerPorts), cloud.store(), listener::troubled);
    operator = new Operator(controllerPorts);
    beacons = new Beacons(spec.cluster(), node -> cloud.transport(spec, node));
  }

  private ClusterSpec prepared(ClusterSpec wanted) {
    try {
      return cloud.prepare(wanted);
    } catch (RuntimeException e) {
      cloud.close();
      directory.close();
      throw e;
    }
  }

  /**
   * Starts a cluster: its nodes boot, its spec is stored.
   *
   * @param off nodes that are not switched on yet
   * @param schedule how often the controller looks without being asked
   * @throws IOException if a port, a directory or a process cannot be had
   */
  public static Lab start(
      ClusterSpec spec,
      Set<String> off,
      CloudFactory factory,
      Duration schedule,
      LabListener listener)
      throws IOException {
    Lab lab = new Lab(spec, factory, listener);
    try {
      lab.network.open(lab.spec);
      lab.bootNodes(off);
      Reply reply = lab.operator.run(spec.cluster(), new OperatorCommand.Apply(lab.spec));
      if (!(reply instanceof Reply.Done)) {
        throw new IOException("the spec could not be stored: " + reply);
      }
      lab.evaluations.start(schedule);
      return lab;
    } catch (IOException | RuntimeException e) {
      lab.close();
      throw e;
    }
  }

  /** Boots the machines that there have not been before, except those that are to stay off. */
  private void bootNodes(Set<String> off) throws IOException {
    for (NodeSpec node : spec.nodes()) {
      String name = node.name();
      if (!machines.containsKey(name)) {
        Machine machine = new Machine(name, directory.node(name), beacons, listener::troubled);
        machines.put(name, machine);
        if (!off.contains(name)) {
          machine.boot();
        }
      }
    }
  }

  private void alerted(Alert alert) {
    alerts.add(alert);
    listener.alerted(alert);
  }

  private void urgent(Beat beat) {
    evaluations.urgent(beat.cluster());
  }

  /**
   * Carries out an operator's command. A spec that is applied gets what it needs first.
   *
   * @param by who asks
   */
  public Reply operate(OperatorCommand command, String by) {
    if (!(command instanceof OperatorCommand.Apply apply)) {
      return operator.run(spec.cluster(), command, by);
    }
    if (!apply.spec().cluster().equals(spec.cluster())) {
      return new Reply.Refused(
          "this lab runs cluster " + spec.cluster() + ", not " + apply.spec().cluster());
    }
    ClusterSpec prepared = cloud.prepare(apply.spec());
    Reply reply = operator.run(prepared.cluster(), new OperatorCommand.Apply(prepared), by);
    if (reply instanceof Reply.Done) {
      spec = prepared;
      try {
        network.open(prepared);
        bootNodes(Set.of());
      } catch (IOException e) {
        return new Reply.Unavailable("stored, but the lab could not follow: " + e.getMessage());
      }
    }
    return reply;
  }

  /** Where scenarios are played. */
  public Stage stage() {
    return new LabStage(this);
  }

  public ClusterSpec spec() {
    return spec;
  }

  public Optional<Machine> machine(String node) {
    return Optional.ofNullable(machines.get(node));
  }

  /** Where people reach each address, by name. */
  public Map<String, String> urls() {
    Map<String, String> urls = new LinkedHashMap<>();
    spec.addresses()
        .map(Address::name)
        .forEach(name ->
            network.port(name).ifPresent(port -> urls.put(name, "http://127.0.0.1:" + port + "/")));
    return urls;
  }

  /** What a person should know about this lab. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>(LabPlans.standIns(spec));
    notes.addAll(cloud.notes());
    return notes;
  }

  /** The cluster as it is now; empty when it is not there, or cannot be read. */
  public Optional<ClusterView> view() {
    return record()
        .map(found ->
            ClusterView.of(
                found,
                controllerPorts.channel().read(found.spec()),
                network.locate(found.spec(), found.spec().addresses().toList()),
                urls(),
                controllerPorts.time().now()));
  }

  /** The newest beat of each node; empty when the cluster is not there, or cannot be read. */
  public Optional<Pulse> pulse() {
    return cloud.store().read(spec.cluster()) instanceof Reading.Found found
        ? Optional.of(
            Pulse.of(
                found,
                controllerPorts.channel().read(found.record().spec()),
                controllerPorts.time().now()))
        : Optional.empty();
  }

  /** Why a group, or the group of a resource, is where it is; empty if there is none. */
  public Optional<Answer> explain(String groupOrResource) {
    return record().flatMap(found -> Answers.about(evidence(found), groupOrResource));
  }

  private Evidence evidence(ClusterRecord found) {
    return new Evidence(
        found,
        controllerPorts.channel().read(found.spec()),
        Map.of(),
        Duration.ZERO,
        controllerPorts.time().now());
  }

  /** The newest entries of the journal, oldest first. */
  public List<JournalEntry> journal(int limit) {
    return controllerPorts.journal().newest(spec.cluster(), limit);
  }

  /** All that the controller keeps; empty when the cluster is not there, or cannot be read. */
  public Optional<ClusterRecord> record() {
    return cloud.store().read(spec.cluster()) instanceof Reading.Found found
        ? Optional.of(found.record())
        : Optional.empty();
  }

  Place place(String address) {
    List<Address> named =
        spec.addresses().filter(candidate -> candidate.name().equals(address)).toList();
    return named.isEmpty()
        ? new Place.Unreadable("the spec has no address " + address)
        : cloud.addresses().locate(spec, named).getFirst().place();
  }

  /** What the client of an address has seen. */
  public Optional<Gaps> gaps(String address) {
    return network.gaps(address);
  }

  List<Alert> alerts() {
    return new ArrayList<>(alerts);
  }

  Headcounts headcounts() {
    return headcounts;
  }

  /** Cuts a node from something, or joins it again. */
  void connected(String node, From from, boolean connected) throws IOException {
    switch (from) {
      case GATEWAY -> gateways.connected(node, connected);
      case CLIENTS -> network.connected(spec, node, connected);
      case STORE, PEERS -> cloud.connected(node, from, connected);
    }
  }

  RunDirectory directory() {
    return directory;
  }

  @Override
  public void close() {
    headcounts.close();
    evaluations.close();
    machines.values().forEach(Machine::powerOff);
    network.close();
    gateways.close();
    cloud.close();
    directory.close();
  }
}
