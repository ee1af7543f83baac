package dev.handoff.console.conversion;

import dev.handoff.console.cib.Values;
import dev.handoff.console.conversion.Amounts.Range;
import dev.handoff.console.pacemaker.Entry.Primitive;
import dev.handoff.console.pacemaker.Malformed;
import dev.handoff.console.pacemaker.Settings;
import dev.handoff.console.pacemaker.Settings.Setting;
import dev.handoff.events.spec.Score;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns meta-attributes into those of groups and, where a member differs from its group, into its
 * own.
 */
final class MetaAttributes {

  private static final List<String> STEERING =
      List.of("resource-stickiness", "migration-threshold", "failure-timeout");
  private static final Set<String> STATES =
      Set.of("priority", "target-role", "is-managed", "maintenance");

  private final Findings findings;
  private final Settings defaults;

  MetaAttributes(Conversion conversion) {
    this.findings = conversion.findings();
    this.defaults = withObsolete(conversion.from().defaults().meta(), conversion);
  }

  /** Pacemaker 1 has defaults of resources among the properties of the cluster. */
  private static Settings withObsolete(Settings meta, Conversion conversion) {
    Settings properties = conversion.from().defaults().properties();
    Map<String, Setting> more = new LinkedHashMap<>();
    Setting stickiness = properties.get("default-resource-stickiness");
    Setting managed = properties.get("is-managed-default");
    if (stickiness != null) {
      more.put("resource-stickiness", stickiness);
    }
    if (managed != null) {
      more.put("is-managed", managed);
    }
    return meta.orElse(new Settings(more));
  }

  /** What the spec says under {@code defaults}; the rest is reported. */
  List<Field> defaults() throws Malformed {
    Claims claims = new Claims("rsc_defaults", defaults);
    List<Field> fields = new ArrayList<>();
    for (String name : STEERING) {
      Setting setting = claims.take(name);
      if (setting != null && !Values.isDefault(setting.value())) {
        fields.add(Field.of(name, value(name, "rsc_defaults", setting)));
      }
    }
    STATES.forEach(claims::take);
    claims.take("critical");
    claims.leaveRest(findings, MetaAttributes::why);
    return fields;
  }

  /**
   * What a group and its members say.
   *
   * @param members fields of those that differ from the group, by the id of the primitive
   */
  record OfGroup(List<Field> group, Map<String, List<Field>> members) {}

  /**
   * The fields of a group and of its members.
   *
   * @param own the meta-attributes of the group itself; of a lone primitive, none
   * @param members those that are carried over; a lone primitive is a group of one
   */
  OfGroup of(String id, Settings own, List<Primitive> members) throws Malformed {
    List<Field> fields = new ArrayList<>();
    Map<String, List<Field>> differing = new LinkedHashMap<>();
    members.forEach(member -> differing.put(member.id(), new ArrayList<>()));
    boolean lone = members.size() == 1 && members.getFirst().id().equals(id);
    Settings group = lone ? members.getFirst().meta() : own;
    states(id, group, fields);
    for (String name : STEERING) {
      steering(name, id, group, members, fields, differing);
    }
    Claims rest = new Claims(id, own);
    claimKnown(rest);
    rest.leaveRest(findings, MetaAttributes::why);
    for (Primitive member : members) {
      Claims claims = new Claims(member.id(), member.meta());
      List<Field> ofMember = differing.getOrDefault(member.id(), List.of());
      if (!lone) {
        memberStates(id, member, group, ofMember);
      }
      if (isFalse(member.id() + ": critical", effective("critical", member.meta(), group))) {
        ofMember.add(Field.of("critical", "false"));
      }
      claimKnown(claims);
      claims.leaveRest(findings, MetaAttributes::why);
    }
    return new OfGroup(fields, differing);
  }

  private static void claimKnown(Claims claims) {
    STEERING.forEach(claims::take);
    STATES.forEach(claims::take);
    claims.takeIf("ordered", "true");
    claims.takeIf("collocated", "true");
    claims.take("critical");
    claims.takeIf("allow-migrate", "false");
  }

  private static String why(String name) {
    return switch (name) {
      case "ordered", "collocated" -> "the resources of a group run together and in order";
      case "allow-migrate" -> "nothing is migrated alive";
      case "multiple-active" -> "two owners cannot be: orders carry an epoch";
      case "requires" -> "'fence' and 'isolation' decide what is waited for";
      case "remote-node", "container-attribute-target" -> "every node runs a beacon of its own";
      default -> "there is no such meta-attribute";
    };
  }

  private @Nullable Setting effective(String name, Settings... nearest) {
    for (Settings settings : nearest) {
      Setting setting = settings.get(name);
      if (setting != null) {
        return setting;
      }
    }
    return defaults.get(name);
  }

  private void states(String id, Settings group, List<Field> fields) throws Malformed {
    Setting priority = effective("priority", group);
    if (priority != null && !Values.isDefault(priority.value())) {
      int value = Amounts.score(id + ": priority", priority).value();
      if (value != 0) {
        fields.add(Field.of("priority", Integer.toString(value)));
      }
    }
    if (isStopped(id, effective("target-role", group))) {
      fields.add(Field.of("target-role", "stopped"));
    }
    if (!isManaged(id, group)) {
      fields.add(Field.of("managed", "false"));
    }
  }

  private boolean isManaged(String id, Settings... nearest) throws Malformed {
    Setting managed = effective("is-managed", nearest);
    Setting maintenance = effective("maintenance", nearest);
    boolean wanted =
        managed == null
            || Values.isDefault(managed.value())
            || Amounts.truth(id + ": is-managed", managed);
    return wanted && (maintenance == null || !Amounts.truth(id + ": maintenance", maintenance));
  }

  private boolean isStopped(String id, @Nullable Setting role) throws Malformed {
    if (role == null) {
      return false;
    }
    return switch (role.value().toLowerCase(Locale.ROOT)) {
      case "stopped" -> true;
      case "started", "#default", "default" -> false;
      case "promoted", "unpromoted", "master", "slave" -> {
        findings.leftOut(role.line(), id + ": target-role=" + role.value(), "there are no roles");
        yield false;
      }
      default ->
          throw new Malformed(
              role.line(), 0, id + ": no target-role is called " + Words.shortened(role.value()));
    };
  }

  /** What a member says of itself alone. */
  private void memberStates(String id, Primitive member, Settings group, List<Field> fields)
      throws Malformed {
    boolean stopped = isStopped(member.id(), effective("target-role", member.meta(), group));
    if (stopped != isStopped(id, effective("target-role", group))) {
      fields.add(Field.of("target-role", stopped ? "stopped" : "started"));
    }
    boolean managed = isManaged(member.id(), member.meta(), group);
    if (managed != isManaged(id, group)) {
      fields.add(Field.of("managed", Boolean.toString(managed)));
    }
    Setting priority = member.meta().get("priority");
    if (priority != null && Amounts.score(member.id() + ": priority", priority).value() != 0) {
      findings.leftOut(
          priority.line(),
          member.id() + ": priority=" + priority.value(),
          "groups have priorities");
    }
  }

  private static boolean isFalse(String what, @Nullable Setting setting) throws Malformed {
    return setting != null && !Values.isDefault(setting.value()) && !Amounts.truth(what, setting);
  }

  /** What all members agree on is said of their group; else each says what differs. */
  private void steering(
      String name,
      String id,
      Settings group,
      List<Primitive> members,
      List<Field> fields,
      Map<String, List<Field>> differing)
      throws Malformed {
    // Only what can fail counts failures; the controller retries an address by itself.
    boolean countsFailures = !name.equals("resource-stickiness");
    List<Primitive> counted =
        members.stream().filter(m -> !(countsFailures && Addresses.isAddress(m))).toList();
    List<Primitive> asked = counted.isEmpty() ? members : counted;
    Set<String> values = new LinkedHashSet<>();
    for (Primitive member : asked) {
      values.add(value(name, member.id(), effective(name, member.meta(), group)));
    }
    String ofGroup =
        values.size() == 1 ? values.iterator().next() : value(name, id, effective(name, group));
    if (!ofGroup.equals(value(name, "rsc_defaults", defaults.get(name)))) {
      fields.add(Field.of(name, ofGroup));
    }
    for (Primitive member : members) {
      Setting own = member.meta().get(name);
      String ofMember = value(name, member.id(), effective(name, member.meta(), group));
      if (ofMember.equals(ofGroup)) {
        continue;
      }
      if (counted.contains(member)) {
        differing.getOrDefault(member.id(), new ArrayList<>()).add(Field.of(name, ofMember));
      } else if (own != null) {
        findings.leftOut(
            own.line(),
            "%s: %s=%s".formatted(member.id(), name, Words.shortened(own.value())),
            "an address does not fail: the controller tries again until it is moved");
      }
    }
  }

  /** As the spec writes it; Pacemaker's own default where nothing is set. */
  private String value(String name, String owner, @Nullable Setting setting) throws Malformed {
    boolean absent = setting == null || Values.isDefault(setting.value());
    String what = owner + ": " + name;
    return switch (name) {
      case "resource-stickiness" ->
          absent || setting == null ? "0" : Amounts.score(what, setting).toString();
      case "migration-threshold" -> {
        Score threshold = absent || setting == null ? Score.INFINITY : Amounts.score(what, setting);
        yield (threshold.value() < 0 ? new Score(1) : threshold).toString();
      }
      default ->
          absent || setting == null
              ? "0s"
              : Amounts.within(Range.OF_FORGIVING, what, setting, findings);
    };
  }
}
