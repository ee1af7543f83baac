package dev.handoff.events.spec;

import dev.handoff.events.spec.GroupSpec.TargetRole;

/**
 * Pacemaker's meta-attributes of one resource, resolved: the resource's own value, else its
 * group's, else the cluster's default.
 *
 * @param managed false: the controller and the node only watch it
 * @param critical whether it may pull along what it depends on; false: it stops rather than move
 *     the resources before it
 */
public record ResourceOptions(Meta meta, TargetRole targetRole, boolean managed, boolean critical) {

  /** The same with other values for placement. */
  public ResourceOptions with(Meta other) {
    return new ResourceOptions(other, targetRole, managed, critical);
  }
}
