package dev.handoff.controller.record;

import dev.handoff.events.Disposal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The intent to forget a cluster. It is carried out by whoever is invoked next, and can be taken
 * back until the record is gone.
 *
 * @param disposal what is to become of the addresses
 * @param by who asked for it, as far as that is known
 * @param lateUntil until then a call to take addresses off may still take effect; no other
 *     evaluation makes one before that. Null: none is outstanding
 * @param stuck what the cloud objected to, if people have been told of it; null otherwise
 * @param done all that was wanted is so, and the last journal entry is written. What is left is to
 *     deliver it, to forget the nodes, and to remove the record
 */
public record Closing(
    Disposal disposal,
    @Nullable String by,
    @Nullable Instant lateUntil,
    @Nullable String stuck,
    boolean done) {

  public static Closing of(Disposal disposal, @Nullable String by) {
    return new Closing(disposal, by, null, null, false);
  }

  public Closing late(@Nullable Instant until) {
    return new Closing(disposal, by, until, stuck, done);
  }

  public Closing stuck(@Nullable String objection) {
    return new Closing(disposal, by, lateUntil, objection, done);
  }

  public Closing finished() {
    return new Closing(disposal, by, lateUntil, stuck, true);
  }
}
