package dev.handoff.events.yaml;

import dev.handoff.events.spec.GroupSpec;
import dev.handoff.events.spec.Meta;
import dev.handoff.events.spec.Resource;
import dev.handoff.events.spec.Score;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    GroupSpec group =
        new GroupSpec(
            entry.key(),
            resources(fields, entry.key()),
            ranked,
            fields.choice("target-role", GroupSpec.TargetRole.STARTED),
            fields.truth("managed", true),
            fields.truth("overlap", false));
    fields.refuseUnknown();
    return group;
  }

  private List<Resource> resources(Fields group, String groupName) {
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
      @Nullable Resource resource = resources.read(entry);
      if (resource != null) {
        read.add(resource);
      }
    }
    if (fields.entries().isEmpty() && fields.readable()) {
      problems.add(fields.place(), what + " are none", "at least one resource");
    }
    return read;
  }

  /** The meta-attributes that both {@code defaults} and a group may have. */
  static Meta meta(Fields fields, Meta absent) {
    return new Meta(
        absent.priority(),
        fields.score("resource-stickiness", absent.resourceStickiness(), Score.MINUS_INFINITY),
        fields.score("migration-threshold", absent.migrationThreshold(), Score.ZERO),
        fields.duration(
            "failure-timeout", absent.failureTimeout(), Duration.ZERO, Duration.ofDays(365)));
  }
}
