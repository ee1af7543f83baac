package dev.handoff.console.conversion;

import dev.handoff.console.cib.Values;
import dev.handoff.console.conversion.Amounts.Range;
import dev.handoff.console.pacemaker.Entry.Primitive;
import dev.handoff.console.pacemaker.Malformed;
import dev.handoff.console.pacemaker.Settings;
import dev.handoff.console.pacemaker.Settings.Setting;
import dev.handoff.events.spec.Score;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns meta-attributes, which Pacemaker has for each resource, into those that Handoff has for
 * each group.
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
    java.util.Map<String, Setting> more = new java.util.LinkedHashMap<>();
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
    claims.leaveRest(findings, MetaAttributes::why);
    return fields;
  }

  /**
   * The fields of a group.
   *
   * @param own the meta-attributes of the group itself; of a lone primitive, none
   * @param members those that are carried over; a lone primitive is a group of one
   */
  List<Field> of(String id, Settings own, List<Primitive> members) throws Malformed {
    List<Field> fields = new ArrayList<>();
    boolean lone = members.size() == 1 && members.getFirst().id().equals(id);
    Settings group = lone ? members.getFirst().meta() : own;
    states(id, group, fields);
    for (String name : STEERING) {
      steering(name, id, group, members, fields);
    }
    Claims rest = new Claims(id, own);
    claimKnown(rest);
    rest.leaveRest(findings, MetaAttributes::why);
    for (Primitive member : members) {
      Claims claims = new Claims(member.id(), member.meta());
      if (!lone) {
        memberStates(member, group);
      }
      claimKnown(claims);
      claims.leaveRest(findings, MetaAttributes::why);
    }
    return fields;
  }

  private static void claimKnown(Claims claims) {
    STEERING.forEach(claims::take);
    STATES.forEach(claims::take);
    claims.takeIf("ordered", "true");
    claims.takeIf("collocated", "true");
    claims.takeIf("critical", "true");
    claims.takeIf("allow-migrate", "false");
  }

  private static String why(String name) {
    return switch (name) {
      case "ordered", "collocated" -> "the resources of a group run together and in order";
      case "allow-migrate" -> "nothing is migrated alive";
      case "critical" -> "every service of a group counts";
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

  private boolean isManaged(String id, Settings nearest) throws Malformed {
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

  /** What a member says of itself alone, Handoff can only say of its group. */
  private void memberStates(Primitive member, Settings group) throws Malformed {
    Setting role = member.meta().get("target-role");
    if (role != null
        && isStopped(member.id(), role)
        && !isStopped(member.id(), effective("target-role", group))) {
      findings.leftOut(
          role.line(),
          member.id() + ": target-role=" + role.value(),
          "a group is started or stopped as a whole: this member would start");
    }
    if (isManaged(member.id(), group) && !isManaged(member.id(), member.meta())) {
      findings.leftOut(
          member.line(),
          member.id() + " is not managed",
          "a group is managed as a whole; 'type: external' only watches a service");
    }
    Setting priority = member.meta().get("priority");
    if (priority != null && Amounts.score(member.id() + ": priority", priority).value() != 0) {
      findings.leftOut(
          priority.line(),
          member.id() + ": priority=" + priority.value(),
          "groups have priorities");
    }
  }

  private void steering(
      String name, String id, Settings group, List<Primitive> members, List<Field> fields)
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
    String standard = value(name, "rsc_defaults", defaults.get(name));
    String ofGroup =
        values.size() == 1
            ? values.iterator().next()
            : name.equals("migration-threshold")
                ? lowest(values)
                : value(name, id, effective(name, group));
    if (!ofGroup.equals(standard)) {
      fields.add(Field.of(name, ofGroup));
    }
    for (Primitive member : members) {
      Setting own = member.meta().get(name);
      if (own != null && !value(name, member.id(), own).equals(ofGroup)) {
        findings.leftOut(
            own.line(),
            "%s: %s=%s".formatted(member.id(), name, Words.shortened(own.value())),
            "one value holds for the whole group, here " + ofGroup);
      }
    }
  }

  /** In Pacemaker a group leaves when the first of its members has failed too often. */
  private static String lowest(Set<String> thresholds) {
    return thresholds.stream()
        .filter(threshold -> !threshold.equals("INFINITY") && !threshold.equals("0"))
        .min(java.util.Comparator.comparingInt(Integer::parseInt))
        .orElse("INFINITY");
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
