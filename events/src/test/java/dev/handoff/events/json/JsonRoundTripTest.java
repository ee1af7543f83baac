package dev.handoff.events.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import dev.handoff.events.Alert;
import dev.handoff.events.Beat;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.Hold;
import dev.handoff.events.JournalEntry;
import dev.handoff.events.MissedBeat;
import dev.handoff.events.OperatorCommand;
import dev.handoff.events.Orders;
import dev.handoff.events.Plan;
import dev.handoff.events.spec.ClusterSpec;
import dev.handoff.events.spec.Constraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws that hold for everything that travels; a failure names the seed that repeats it. */
class JsonRoundTripTest {

  private static final int SEEDS = 100;

  static Stream<Class<?>> types() {
    return Stream.of(
        Alert.class,
        Beat.class,
        Cause.class,
        ClusterSpec.class,
        Constraint.class,
        Happening.class,
        Hold.class,
        JournalEntry.class,
        MissedBeat.class,
        OperatorCommand.class,
        Orders.class,
        Plan.class);
  }

  private static LongStream seeds() {
    return LongStream.range(0, SEEDS);
  }

  @ParameterizedTest
  @MethodSource("types")
  <T> void whatIsWrittenIsReadBack(Class<T> type) {
    seeds()
        .forEach(seed -> {
          T value = new Arbitrary(seed).value(type);
          assertEquals(value, read(Json.write(value, type), type, seed), () -> "seed " + seed);
        });
  }

  @ParameterizedTest
  @MethodSource("types")
  <T> void theSameValueHasTheSameText(Class<T> type) {
    seeds()
        .forEach(seed -> {
          String text = Json.write(new Arbitrary(seed).value(type), type);
          T copy = read(text, type, seed);
          assertEquals(text, Json.write(copy, type), () -> "seed " + seed);
        });
  }

  @ParameterizedTest
  @MethodSource("types")
  <T> void anUnknownMemberIsIgnored(Class<T> type) {
    seeds()
        .forEach(seed -> {
          T value = new Arbitrary(seed).value(type);
          JsonObject object = JsonParser.parseString(Json.write(value, type)).getAsJsonObject();
          object.add("from-the-future", new JsonArray());
          assertEquals(value, read(object.toString(), type, seed), () -> "seed " + seed);
        });
  }

  @ParameterizedTest
  @MethodSource("types")
  <T> void aLeafOfAnotherTypeIsRefused(Class<T> type) {
    seeds()
        .forEach(seed -> {
          JsonElement tree =
              JsonParser.parseString(Json.write(new Arbitrary(seed).value(type), type));
          for (JsonElement broken : withOneLeafBroken(tree, new Random(seed))) {
            MalformedEvent refused =
                assertThrows(
                    MalformedEvent.class,
                    () -> Json.read(broken.toString(), type),
                    () -> "seed " + seed + ": " + broken);
            assertTrue(message(refused).contains("$"), () -> message(refused));
          }
        });
  }

  @ParameterizedTest
  @MethodSource("types")
  <T> void damagedTextIsRefusedOrReadButNeverThrowsElse(Class<T> type) {
    seeds()
        .forEach(seed -> {
          String text = Json.write(new Arbitrary(seed).value(type), type);
          String damaged = damaged(text, new Random(seed));
          try {
            Json.read(damaged, type);
          } catch (MalformedEvent expected) {
            assertTrue(message(expected).startsWith("not a "), () -> "seed " + seed);
          }
        });
  }

  private static String message(MalformedEvent e) {
    return String.valueOf(e.getMessage());
  }

  private static <T> T read(String text, Class<T> type, long seed) {
    try {
      return Json.read(text, type);
    } catch (MalformedEvent e) {
      throw new AssertionError("seed " + seed + ": " + text, e);
    }
  }

  /** Copies of a tree, in each of which one leaf is a text, number or truth value by mistake. */
  private static List<JsonElement> withOneLeafBroken(JsonElement tree, Random random) {
    List<JsonElement> copies = new ArrayList<>();
    switch (tree) {
      case JsonObject object ->
          object
              .entrySet()
              .forEach(member -> {
                for (JsonElement broken : withOneLeafBroken(member.getValue(), random)) {
                  JsonObject copy = object.deepCopy();
                  copy.add(member.getKey(), broken);
                  copies.add(copy);
                }
              });
      case JsonArray array -> {
        for (int i = 0; i < array.size(); i++) {
          for (JsonElement broken : withOneLeafBroken(array.get(i), random)) {
            JsonArray copy = array.deepCopy();
            copy.set(i, broken);
            copies.add(copy);
          }
        }
      }
      case JsonPrimitive leaf -> copies.add(otherType(leaf, random));
      case JsonNull nothing -> {}
      default -> throw new IllegalStateException("no JSON: " + tree);
    }
    return copies;
  }

  private static JsonElement otherType(JsonPrimitive leaf, Random random) {
    boolean swap = random.nextBoolean();
    if (leaf.isString()) {
      return swap ? new JsonPrimitive(5) : new JsonObject();
    } else if (leaf.isNumber()) {
      return swap ? new JsonPrimitive("5") : new JsonPrimitive(1.5);
    }
    return swap ? new JsonPrimitive("true") : new JsonPrimitive(1);
  }

  private static String damaged(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    for (int i = 0; i < 3; i++) {
      if (damaged.isEmpty()) {
        return "";
      }
      int at = random.nextInt(damaged.length());
      switch (random.nextInt(3)) {
        case 0 -> damaged.deleteCharAt(at);
        case 1 -> damaged.insert(at, "{}[],:\"\\0e-".charAt(random.nextInt(11)));
        default -> damaged.setLength(at + 1);
      }
    }
    return damaged.toString();
  }
}
