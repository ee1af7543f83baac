package dev.handoff.console.remote;

import dev.handoff.console.status.ClusterView;
import dev.handoff.console.status.Pulse;
import dev.handoff.controller.answer.Answer;
import dev.handoff.controller.record.ClusterRecord;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.OperatorCommand;
import java.util.List;

/** One cluster as the command line reaches it: that of a running lab, or of an installation. */
public interface Contact extends AutoCloseable {

  /** Carries out a command; returns what the controller says about it. */
  String operate(OperatorCommand command) throws Failure;

  /** What runs where, and why not. */
  ClusterView status() throws Failure;

  /** Every cluster that can be reached, without where the cloud has the addresses. */
  default List<ClusterView> overview() throws Failure {
    return List.of(status());
  }

  /** Whether there are several clusters, and none is named. */
  default boolean isAboutSeveral() throws Failure {
    return false;
  }

  /**
   * The newest entries of the journal, oldest first.
   *
   * @param limit at most so many; what is out of 1 to 1,000 is taken for the nearer of the two
   */
  List<JournalEntry> history(int limit) throws Failure;

  /** Why a group, or the group of a resource, is where it is. */
  Answer explain(String group) throws Failure;

  /** The newest beat of each node. It may be asked for many times a minute. */
  Pulse pulse() throws Failure;

  /** All that the controller keeps of the cluster. */
  ClusterRecord record() throws Failure;

  /** What people call the place where the cluster is, for example {@code the lab}. */
  String where();

  @Override
  void close();
}
