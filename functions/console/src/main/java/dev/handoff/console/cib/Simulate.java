package dev.handoff.console.cib;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import dev.handoff.controller.placement.Placement;
import dev.handoff.controller.placement.PlacementResult;
import dev.handoff.controller.placement.PlacementResult.MemberPlacement;
import dev.handoff.controller.placement.PlacementResult.UnitPlacement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;

/**
 * {@code handoff simulate --cib}: places the resources of CIBs as the controller would, one line
 * for each file.
 */
public final class Simulate {

  private final Instant now;
  private final boolean json;
  private boolean invalid;

  /**
   * @param now the time to assume where a CIB says nothing
   * @param json whether the lines are JSON objects
   */
  public Simulate(Instant now, boolean json) {
    this.now = now;
    this.json = json;
  }

  /** The lines for files and folders; of a folder all {@code .xml} files, in order of name. */
  public List<String> lines(List<Path> paths) {
    List<String> lines = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        for (Path file : xmlFiles(path, lines)) {
          lines.add(line(file));
        }
      } else {
        lines.add(line(path));
      }
    }
    return lines;
  }

  /** 0, or 2 when a file could not be understood; what is unsupported is no error. */
  public int exitCode() {
    return invalid ? 2 : 0;
  }

  private List<Path> xmlFiles(Path folder, List<String> lines) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".xml")).sorted().toList();
    } catch (IOException e) {
      invalid = true;
      lines.add(written(folder, "invalid", new JsonPrimitive("cannot be listed: " + e)));
      return List.of();
    }
  }

  private String line(Path file) {
    return switch (CibReader.read(file, now)) {
      case Reading.Understood r ->
          Placement.obstacle(r.problem())
              .map(why -> written(file, "unsupported", new JsonPrimitive(why)))
              .orElseGet(() -> written(file, Placement.place(r.problem())));
      case Reading.Unsupported u -> written(file, "unsupported", new JsonPrimitive(u.why()));
      case Reading.Invalid i -> {
        invalid = true;
        yield written(file, "invalid", new JsonPrimitive(i.why()));
      }
    };
  }

  private String written(Path file, PlacementResult result) {
    if (json) {
      JsonObject placement = new JsonObject();
      for (UnitPlacement unit : result.units()) {
        for (MemberPlacement member : unit.members()) {
          placement.add(
              member.member(),
              member.node() == null ? JsonNull.INSTANCE : new JsonPrimitive(member.node()));
        }
      }
      return written(file, "placement", placement);
    }
    StringJoiner words = new StringJoiner(", ", file + ": ", "");
    words.setEmptyValue(file + ": no resources");
    for (UnitPlacement unit : result.units()) {
      for (MemberPlacement member : unit.members()) {
        String node = member.node();
        words.add(member.member() + " " + (node == null ? "stopped" : "on " + node));
      }
    }
    return words.toString();
  }

  private String written(Path file, String kind, JsonElement value) {
    if (!json) {
      return "%s: %s: %s".formatted(file, kind, value.getAsString());
    }
    JsonObject object = new JsonObject();
    object.addProperty("file", file.toString());
    object.add(kind, value);
    // A resource that is placed nowhere is told as null, so nulls are kept.
    return object.toString();
  }
}
