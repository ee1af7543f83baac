package dev.handoff.console.cib;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** The constraints of a random cluster. */
final class RandomConstraints {

  private final Random random;
  private final StringBuilder xml;
  private final List<String> nodes;
  private final List<String> ends;
  private final boolean upwards;
  private int ids;

  /**
   * @param ends what constraints can be put on: groups, their members, and lone resources
   */
  RandomConstraints(Random random, StringBuilder xml, List<String> nodes, List<String> ends) {
    this.random = random;
    this.xml = xml;
    this.nodes = nodes;
    this.ends = ends;
    this.upwards = random.nextBoolean();
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  @SafeVarargs
  @SuppressWarnings("varargs")
  private <T> T oneOf(T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private <T> T oneOf(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private String id(String prefix) {
    return prefix + ids++;
  }

  private void line(String text) {
    xml.append(text).append('\n');
  }

  void write() {
    line("<constraints>");
    for (int i = random.nextInt(5); i > 0; i--) {
      location();
    }
    for (int i = chance(40) ? 1 + random.nextInt(3) : 0; i > 0; i--) {
      colocation();
    }
    for (int i = chance(35) ? 1 + random.nextInt(3) : 0; i > 0; i--) {
      order();
    }
    if (chance(6)) {
      colocationSets();
    }
    if (chance(6)) {
      orderSets();
    }
    if (chance(3)) {
      locationSet();
    }
    line("</constraints>");
  }

  private String score() {
    return oneOf(
        "0",
        "1",
        "-1",
        "10",
        "50",
        "100",
        "101",
        "-50",
        "-100",
        "200",
        "300",
        "1000",
        "INFINITY",
        "-INFINITY",
        "999999",
        "-999999");
  }

  private void location() {
    String end = oneOf(ends);
    String id = id("loc");
    if (chance(60)) {
      line(
          "<rsc_location id=\"%s\" rsc=\"%s\" node=\"%s\" score=\"%s\"/>"
              .formatted(id, end, oneOf(nodes), score()));
      return;
    }
    if (chance(30)) {
      id = oneOf("cli-ban-", "cli-prefer-") + id;
    }
    line("<rsc_location id=\"%s\" rsc=\"%s\">".formatted(id, end));
    String worth = chance(5) ? "score-attribute=\"ping\"" : "score=\"%s\"".formatted(score());
    line("<rule id=\"%s\" %s boolean-op=\"%s\">".formatted(id("rule"), worth, oneOf("and", "or")));
    for (int i = 1 + random.nextInt(2); i > 0; i--) {
      expression();
    }
    line("</rule></rsc_location>");
  }

  private void expression() {
    switch (random.nextInt(5)) {
      case 0 ->
          line(
              "<expression id=\"%s\" attribute=\"#uname\" operation=\"%s\" value=\"%s\"/>"
                  .formatted(id("ex"), oneOf("eq", "ne"), oneOf(nodes)));
      case 1 ->
          line(
              "<expression id=\"%s\" attribute=\"%s\" operation=\"%s\"/>"
                  .formatted(id("ex"), oneOf("ping", "site"), oneOf("defined", "not_defined")));
      case 2 ->
          line(
              "<expression id=\"%s\" attribute=\"ping\" operation=\"%s\" value=\"%s\" type=\"%s\"/>"
                  .formatted(
                      id("ex"),
                      oneOf("lt", "lte", "gt", "gte", "eq", "ne"),
                      oneOf("1000", "200", "0"),
                      oneOf("number", "string", "version")));
      case 3 ->
          line(
              "<expression id=\"%s\" attribute=\"site\" operation=\"%s\" value=\"%s\"/>"
                  .formatted(id("ex"), oneOf("eq", "ne", "lt"), oneOf("a", "b")));
      default -> {
        Instant date = RandomCib.NOW.plusSeconds(oneOf(-1, 0, 1, -3600, 3600));
        line(
            "<date_expression id=\"%s\" operation=\"%s\" %s=\"%s\"/>"
                .formatted(id("ex"), "lt", "end", date));
      }
    }
  }

  private static int unitOf(String end) {
    return end.charAt(1) - '0';
  }

  private void colocation() {
    String dependent = oneOf(ends);
    String primary = oneOf(ends);
    if (dependent.equals(primary)) {
      return;
    }
    String score =
        chance(70)
            ? oneOf("INFINITY", "INFINITY", "1", "10", "100", "500000")
            : oneOf("-INFINITY", "-1", "-100", "-500000");
    line(
        "<rsc_colocation id=\"%s\" rsc=\"%s\" with-rsc=\"%s\" score=\"%s\"%s/>"
            .formatted(
                id("col"), dependent, primary, score, chance(5) ? " influence=\"false\"" : ""));
  }

  /** Orders only ever lead one way, up or down: Pacemaker cannot carry out a circle of them. */
  private void order() {
    String one = oneOf(ends);
    String other = oneOf(ends);
    int turn = Integer.signum(unitOf(one) - unitOf(other)) * (upwards ? -1 : 1);
    if (turn == 0) {
      return;
    }
    String first = turn > 0 ? one : other;
    String then = turn > 0 ? other : one;
    line(
        "<rsc_order id=\"%s\" first=\"%s\" then=\"%s\" kind=\"%s\"%s/>"
            .formatted(
                id("ord"),
                first,
                then,
                oneOf("Mandatory", "Mandatory", "Mandatory", "Optional"),
                chance(8) ? " symmetrical=\"false\"" : ""));
  }

  /** Different units in the one direction that orders may have, each by one of its ends. */
  private List<String> some(int count) {
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String end = oneOf(ends);
      if (chosen.stream().noneMatch(other -> unitOf(other) == unitOf(end))) {
        chosen.add(end);
      }
    }
    chosen.sort(Comparator.comparingInt(RandomConstraints::unitOf));
    return upwards ? chosen : chosen.reversed();
  }

  private void set(List<String> members, String attributes) {
    line("<resource_set id=\"%s\"%s>".formatted(id("set"), attributes));
    for (String member : members) {
      line("<resource_ref id=\"%s\"/>".formatted(member));
    }
    line("</resource_set>");
  }

  private String sequential() {
    return oneOf("", "", " sequential=\"true\"", " sequential=\"false\"");
  }

  private void colocationSets() {
    List<String> members = some(5);
    int cut = random.nextInt(members.size());
    line(
        "<rsc_colocation id=\"%s\" score=\"%s\">"
            .formatted(id("cols"), oneOf("INFINITY", "100", "-100", "-INFINITY")));
    if (cut > 0) {
      set(members.subList(0, cut), sequential());
    }
    set(members.subList(cut, members.size()), sequential());
    line("</rsc_colocation>");
  }

  private void orderSets() {
    List<String> members = some(5);
    int cut = random.nextInt(members.size());
    line(
        "<rsc_order id=\"%s\" kind=\"%s\">"
            .formatted(id("ords"), oneOf("Mandatory", "Mandatory", "Optional")));
    if (cut > 0) {
      set(members.subList(0, cut), sequential());
    }
    set(members.subList(cut, members.size()), sequential());
    line("</rsc_order>");
  }

  private void locationSet() {
    line(
        "<rsc_location id=\"%s\" node=\"%s\" score=\"%s\">"
            .formatted(id("locs"), oneOf(nodes), score()));
    set(some(3), chance(30) ? " score=\"%s\"".formatted(score()) : "");
    line("</rsc_location>");
  }
}
