package dev.handoff.console.conversion;

import dev.handoff.console.conversion.Names.Named;
import dev.handoff.console.pacemaker.Entry;
import dev.handoff.console.pacemaker.Entry.Clone;
import dev.handoff.console.pacemaker.Entry.Group;
import dev.handoff.console.pacemaker.Entry.Primitive;
import dev.handoff.console.pacemaker.Malformed;
import dev.handoff.console.pacemaker.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns groups and lone primitives into groups, and clones into what comes near them. */
final class Groups {

  private final Conversion conversion;
  private final Findings findings;
  private final Addresses addresses;
  private final Services services;
  private final MetaAttributes meta;
  private final Probes probes;
  private final Map<String, List<Field>> byName = new LinkedHashMap<>();

  Groups(Conversion conversion, MetaAttributes meta, Probes probes) {
    this.conversion = conversion;
    this.findings = conversion.findings();
    this.addresses = new Addresses(conversion);
    this.services = new Services(conversion);
    this.meta = meta;
    this.probes = probes;
  }

  /** The fields of each group, by its name, in the order of the configuration. */
  Map<String, List<Field>> byName() {
    return byName;
  }

  void add(Entry entry) throws Malformed {
    switch (entry) {
      case Primitive ping when Probes.isProbe(ping) -> {
        findings.changed(ping.line(), ping.id(), "it is a probe: it pings from every node");
        probes.add(ping);
      }
      case Primitive lone -> group(lone.id(), lone.line(), Settings.NONE, List.of(lone));
      case Group group -> group(group.id(), group.line(), group.meta(), group.members());
      case Clone clone -> clone(clone);
    }
  }

  private void clone(Clone clone) throws Malformed {
    if (clone.of() instanceof Primitive ping && Probes.isProbe(ping)) {
      findings.changed(clone.line(), "clone " + clone.id() + " of " + ping.id(), "it is a probe");
      Probes.MetaAttributesOfProbe.leave(clone, conversion);
      probes.add(ping);
      return;
    }
    List<Primitive> all = Cloud.primitives(clone).toList();
    String agents = String.join(", ", all.stream().map(p -> p.id() + " " + p.agent()).toList());
    findings.leftOut(
        clone.line(),
        "%s %s (%s)"
            .formatted(clone.promotable() ? "promotable clone" : "clone", clone.id(), agents),
        clone.promotable()
            ? "there are no roles; one group is active on one node"
            : "write it as a service with 'runs: everywhere' in the group that needs it");
  }

  private void group(String id, int line, Settings own, List<Primitive> members) throws Malformed {
    String name = conversion.names().free(id, line);
    Map<String, List<Field>> resources = new LinkedHashMap<>();
    List<Primitive> kept = new ArrayList<>();
    for (Primitive member : members) {
      boolean lone = member.id().equals(id);
      if (isCovered(member, members)) {
        continue;
      }
      String memberName = lone ? name : conversion.names().free(member.id(), member.line());
      List<Field> fields =
          Addresses.isAddress(member)
              ? addresses.fields(member, memberName)
              : services.fields(member);
      if (!fields.isEmpty()) {
        conversion.names().put(member.id(), new Named(memberName, name, kept.size()));
        kept.add(member);
        resources.put(memberName, new ArrayList<>(fields));
      }
    }
    if (kept.isEmpty()) {
      if (!members.getFirst().id().equals(id)) {
        findings.leftOut(line, "group " + id, "none of its members was carried over");
      }
      return;
    }
    members.forEach(member -> alias(member, members));
    conversion.names().put(id, new Named(name, name, -1));
    MetaAttributes.OfGroup options = meta.of(id, own, kept);
    int place = 0;
    for (List<Field> resource : resources.values()) {
      resource.addAll(options.members().getOrDefault(kept.get(place++).id(), List.of()));
    }
    List<Field> fields = new ArrayList<>(options.group());
    fields.add(
        Field.of(
            "resources",
            resources.entrySet().stream().map(r -> Field.of(r.getKey(), r.getValue())).toList()));
    byName.put(name, fields);
    if (kept.stream().noneMatch(Addresses::isAddress)) {
      findings.note(
          line,
          "group " + name,
          "it has no address; if one of its scripts moves one, let the controller move it:"
              + " elastic-ip, route or private-ip");
    }
  }

  /** awsvip assigns in the cloud what IPaddr2 puts on the interface; a private-ip is both. */
  private boolean isCovered(Primitive member, List<Primitive> members) {
    Primitive other = covering(member, members);
    if (other == null) {
      return false;
    }
    findings.notNeeded(
        member.line(),
        "%s (%s)".formatted(member.id(), member.agent()),
        "the private-ip " + other.id() + " is assigned by the controller");
    new Claims(member.id(), member.meta()).dismissRest(findings, "those of the private-ip hold");
    return true;
  }

  private static @Nullable Primitive covering(Primitive member, List<Primitive> members) {
    String address = Addresses.privateAddress(member);
    if (address == null || !member.agent().type().equals("awsvip")) {
      return null;
    }
    return members.stream()
        .filter(m -> !m.agent().type().equals("awsvip"))
        .filter(m -> address.equals(Addresses.privateAddress(m)))
        .findFirst()
        .orElse(null);
  }

  private void alias(Primitive member, List<Primitive> members) {
    Primitive other = covering(member, members);
    Named named = other == null ? null : conversion.names().of(other.id());
    if (named != null) {
      conversion.names().put(member.id(), named);
    }
  }
}
