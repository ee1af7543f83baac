package dev.handoff.simulation.fault;

/** The catalogue: everything that goes wrong in the simulation. */
public enum FaultKind {
  // Machines.
  NODE_CRASH("loses power, and boots again later"),
  NODE_REBOOT("reboots at once"),
  NODE_LEAVE("shuts down cleanly, and boots again later"),
  NODE_FREEZE("stands still, clock running"),
  NODE_PAUSE("stands still, clock and all"),
  BEACON_CRASH("loses its beacon, services go on; another beacon starts later"),
  ZONE_LOSS("and its whole zone lose power, and boot again later"),
  NODE_CLOCK_JUMP("has its wall clock set wrong"),
  NODE_CLOCK_DRIFT("has a monotonic clock that runs too fast or too slow"),
  GARBLED_BEAT("writes nonsense, or another's name, where its beat should be"),

  // The network of a node.
  CUT("cannot reach the store"),
  REPLIES_LOST("is heard by the store, but no reply comes back"),
  PEERS_UNREADABLE("cannot read its peers' beats"),
  SLOW_NETWORK("has a network that takes seconds, and overtakes itself"),
  GATEWAY_LOST("cannot reach what its probe asks for"),
  PROBE_BLIND("has a probe that cannot be made"),
  PEERS_LATE("sees its peers' beats late, by a cursor that lags behind"),

  // Services.
  SERVICE_CRASH("has a service that dies"),
  SERVICE_HANGS("has a service that gives no answer until it is restarted"),
  SERVICE_FAILS("has a service that answers wrongly until it is restarted"),
  SERVICE_FLAPS("has a service that dies soon after each start"),
  START_FAILS("has a service that does not start"),
  START_HANGS("has a service whose start never ends"),
  STOP_HANGS("has a service that only stops when it is killed"),
  STOP_FAILS("has a service that cannot even be killed"),
  CHECK_UNKNOWN("has a monitor that cannot make its check"),

  // The store, as the functions see it.
  STORE_DOWN("the store answers no function"),
  STORE_LOSES_REPLIES("the store loses replies: what was asked may or may not have happened"),
  STORE_THROTTLES("the store leaves some beats unread"),
  STORE_SLOW("the store takes up to a second"),
  INDEX_LAGS("the index of clusters lags behind"),
  CURSORS_EXPIRE("cursors expire before some beats are read"),

  // The cloud's addresses.
  CLOUD_THROTTLES("the cloud refuses calls for the moment"),
  CLOUD_SLOW("the cloud takes seconds"),
  CLOUD_LOSES_REPLIES("the cloud does what it was asked, and its reply is lost"),
  CLOUD_LATE("the cloud does what it was asked when nobody expects it any more"),
  CLOUD_PARTIAL("the cloud switches one of several tables"),
  CLOUD_STALE("the cloud shows addresses where they were a while ago"),
  CLOUD_REFUSES("the cloud refuses to move addresses"),
  CLOUD_DOWN("the cloud does not answer"),
  CLOUD_UNASSIGNS("the cloud takes a move, and leaves the public IP unassigned"),
  ETAGS_CHANGE("somebody changes what is about to be changed"),
  ADDRESS_STRAYS("somebody leads an address elsewhere"),

  // Functions.
  FUNCTION_KILLED("functions die at an await"),
  FUNCTION_FROZEN("functions stand still at an await, and go on later"),
  FUNCTION_DOUBLED("every trigger runs twice"),
  FUNCTION_LATE("triggers come late and out of order"),
  FUNCTION_CLOCK("functions have wrong wall clocks"),
  TRIGGERS_LOST("urgent beats trigger nothing: only the schedule remains"),
  SCHEDULE_LOST("the schedule does not come"),

  // What else the controller needs.
  NOTIFIER_FAILS("alerts cannot be sent"),
  JOURNAL_DOWN("the journal does not answer"),
  FLEET_DOWN("it cannot be known what other clusters lose"),
  FENCE_FAILS("the cloud powers no machine off"),

  // People.
  OPERATOR("an operator gives a command"),
  WRONG_SPEC("an operator applies a spec that is wrong"),
  RESTORE("the record is restored from a backup"),
  RECREATE("an operator destroys the cluster and creates it anew");

  private final String words;

  FaultKind(String words) {
    this.words = words;
  }

  /** What happens, in words that follow the name of the node if it is about one. */
  public String words() {
    return words;
  }

  /** What happens, in words that stand alone. */
  public String inWords() {
    return isOfNode() ? "a node " + words : words;
  }

  /** Whether it happens in a cloud of this provider. */
  public boolean happensAt(Provider provider) {
    return switch (this) {
      case PEERS_LATE, CURSORS_EXPIRE, CLOUD_UNASSIGNS, ETAGS_CHANGE -> provider == Provider.OCI;
      case STORE_THROTTLES, INDEX_LAGS -> provider == Provider.AWS;
      default -> true;
    };
  }

  /** Whether it befalls nobody in particular: functions, store and cloud serve all clusters. */
  public boolean isOfAll() {
    return !isOfNode() && this != ADDRESS_STRAYS && compareTo(OPERATOR) < 0;
  }

  /** Whether it befalls one node. */
  public boolean isOfNode() {
    return compareTo(STORE_DOWN) < 0;
  }
}
