package dev.handoff.events.yaml;

import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.Resource;
import dev.handoff.events.spec.ResourceOptions;
import dev.handoff.events.spec.Score;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** Reads {@code groups} and, through {@link ResourceReader}, what is in them. */
final class GroupReader {

  private final Problems problems;
  private final Names names;
  private final Meta defaults;
  private final ResourceReader resources;

  GroupReader(Problems problems, Names names, Meta defaults) {
    this.problems = problems;
    this.names = names;
    this.defaults = defaults;
    this.resources = new ResourceReader(problems);
  }

  List<GroupSpec> read(Fields top) {
    List<GroupSpec> groups = new ArrayList<>();
    Node all = top.required("groups");
    if (all == null) {
      return groups;
    }
    Fields fields = Fields.of(all, "groups", problems);
    for (Fields.Entry entry : fields.entries()) {
      fields.checkName(entry, "the name of a group", Forms.NAME);
      names.declareGroup(entry);
      groups.add(group(entry));
    }
    names.refuseNamesOfOtherGroups();
    if (groups.isEmpty() && fields.readable()) {
      problems.add(fields.place(), "groups is empty", "at least one group");
    }
    return groups;
  }

  private GroupSpec group(Fields.Entry entry) {
    Fields fields = Fields.of(entry.value(), "group " + Problems.quoted(entry.key()), problems);
    Meta meta = meta(fields, defaults);
    Meta ranked =
        new Meta(
            fields.whole("priority", meta.priority(), -1_000_000, 1_000_000),
            meta.resourceStickiness(),
            meta.migrationThreshold(),
            meta.failureTimeout());
    ResourceOptions shared =
        new ResourceOptions(
            ranked,
            fields.choice("target-role", GroupSpec.TargetRole.STARTED),
            fields.truth("managed", true),
            true);
    Map<String, ResourceOptions> own = new TreeMap<>();
    GroupSpec group =
        new GroupSpec(
            entry.key(),
            resources(fields, entry.key(), shared, own),
            ranked,
            shared.targetRole(),
            shared.managed(),
            fields.truth("overlap", false),
            own);
    fields.refuseUnknown();
    return group;
  }

  /**
   * The resources of a group.
   *
   * @param own takes the options of those that differ from the group's
   */
  private List<Resource> resources(
      Fields group, String groupName, ResourceOptions shared, Map<String, ResourceOptions> own) {
    List<Resource> read = new ArrayList<>();
    Node all = group.required("resources");
    if (all == null) {
      return read;
    }
    String what = "the resources of group " + Problems.quoted(groupName);
    Fields fields = Fields.of(all, what, problems);
    for (Fields.Entry entry : fields.entries()) {
      fields.checkName(entry, "the name of a resource", Forms.NAME);
      names.declareResource(entry, groupName);
      ResourceReader.@Nullable Read one = resources.read(entry, shared);
      if (one != null) {
        read.add(one.resource());
        if (!one.options().equals(shared)) {
          own.put(entry.key(), one.options());
        }
      }
    }
    if (fields.entries().isEmpty() && fields.readable()) {
      problems.add(fields.place(), what + " are none", "at least one resource");
    }
    return read;
  }

  /** The meta-attributes that {@code defaults}, a group and a service may have. */
  static Meta meta(Fields fields, Meta absent) {
    return new Meta(
        absent.priority(),
        stickiness(fields, absent),
        fields.score("migration-threshold", absent.migrationThreshold(), Score.ZERO),
        fields.duration(
            "failure-timeout", absent.failureTimeout(), Duration.ZERO, Duration.ofDays(365)));
  }

  static Score stickiness(Fields fields, Meta absent) {
    return fields.score("resource-stickiness", absent.resourceStickiness(), Score.MINUS_INFINITY);
  }
}
