package dev.handoff.events.json;

import dev.handoff.events.Lifetime;
import dev.handoff.events.spec.Rule;
import dev.handoff.events.spec.Score;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Any value of a type that travels, drawn from a seed: records component by component, sealed types
 * variant by variant. Types that are added later are covered without a word here.
 */
final class Arbitrary {

  private static final int DEEPEST = 8;
  private static final List<String> TEXTS =
      List.of(
          "",
          "a",
          "srv-lb01",
          "with \"quotes\"",
          "back\\slash",
          "<b>&</b>",
          "ünï 💡",
          "\t\n\u2028");

  private final Random random;

  Arbitrary(long seed) {
    this.random = new Random(seed);
  }

  <T> T value(Class<T> type) {
    return type.cast(any(type, 0));
  }

  private Object any(Class<?> type, int depth) {
    if (type.isRecord() && type != Score.class && type != Lifetime.class) {
      return record(type, depth);
    } else if (type.isSealed()) {
      return any(variant(type, depth), depth);
    } else if (type.isEnum()) {
      return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
    }
    return scalar(type);
  }

  private Object scalar(Class<?> type) {
    long number = random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(100);
    if (type == String.class) {
      return TEXTS.get(random.nextInt(TEXTS.size()));
    } else if (type == boolean.class || type == Boolean.class) {
      return random.nextBoolean();
    } else if (type == int.class || type == Integer.class) {
      return (int) number;
    } else if (type == long.class || type == Long.class) {
      return number;
    } else if (type == Duration.class) {
      return Duration.ofNanos(number);
    } else if (type == Instant.class) {
      return random.nextInt(9) == 0 ? Instant.MIN : Instant.EPOCH.plusNanos(number);
    } else if (type == Lifetime.class) {
      return random.nextInt(3) == 0
          ? Lifetime.FOREVER
          : Lifetime.of(Duration.ofMillis(1 + random.nextInt(1 << 30)));
    } else if (type == Score.class) {
      return random.nextInt(3) == 0 ? Score.MINUS_INFINITY : Score.of(number);
    }
    throw new IllegalArgumentException("how is a " + type + " made?");
  }

  private Object many(ParameterizedType type, int depth) {
    boolean isMap = type.getRawType() == Map.class;
    Class<?> element = (Class<?>) type.getActualTypeArguments()[isMap ? 1 : 0];
    int least = element == Rule.class ? 1 : 0; // a rule that joins none is refused
    int size = depth > DEEPEST ? 1 : least + random.nextInt(3 - least);
    List<Object> elements = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      elements.add(any(element, depth + 1));
    }
    if (!isMap) {
      return elements;
    }
    Map<String, Object> map = new TreeMap<>();
    elements.forEach(e -> map.put(TEXTS.get(random.nextInt(TEXTS.size())), e));
    return map;
  }

  /** Once deep enough, a variant that does not contain its own sealed type again. */
  private Class<?> variant(Class<?> sealed, int depth) {
    Class<?>[] variants = sealed.getPermittedSubclasses();
    return depth > DEEPEST ? variants[0] : variants[random.nextInt(variants.length)];
  }

  private Object component(RecordComponent component, int depth) {
    return component.getGenericType() instanceof ParameterizedType many
        ? many(many, depth)
        : any(component.getType(), depth);
  }

  private Object record(Class<?> type, int depth) {
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new @Nullable Object[components.length];
    for (int i = 0; i < components.length; i++) {
      boolean nullable = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
      values[i] = nullable && random.nextBoolean() ? null : component(components[i], depth + 1);
    }
    try {
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> canonical = type.getDeclaredConstructor(types);
      return canonical.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type, e);
    }
  }
}
