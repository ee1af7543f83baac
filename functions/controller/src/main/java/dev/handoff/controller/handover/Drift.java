package dev.handoff.controller.handover;

import dev.handoff.controller.port.Addresses.Place;
import dev.handoff.controller.record.Phase.Handover;
import dev.handoff.events.Cause;
import dev.handoff.events.Happening;
import dev.handoff.events.spec.Address;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Addresses that somebody else has moved. */
final class Drift {

  private Drift() {}

  /** An address of a served group that the cloud definitely leads elsewhere is brought back. */
  static Optional<Step> found(Situation s, String owner) {
    List<Happening> told = new ArrayList<>();
    for (Address address : s.addresses()) {
      switch (s.places().get(address.name())) {
        case null -> {}
        case Place.Unreadable _ -> {}
        case Place.AtNode at when at.node().equals(owner) -> {}
        case Place.AtNode at -> told.add(drifted(s, address, at.node()));
        case Place.Elsewhere elsewhere -> told.add(drifted(s, address, elsewhere.detail()));
        case Place.Nowhere _ -> told.add(drifted(s, address, null));
      }
    }
    if (told.isEmpty()) {
      return Optional.empty();
    }
    Handover back = new Handover(owner, new Cause.Drift(), s.now(), Duration.ZERO);
    return Optional.of(
        switch (Handovers.move(s, s.assignment(), back, null)) {
          case Step.Move move -> new Step.Move(move.next(), told);
          case Step later -> new Step.Advance(later.next(), told);
        });
  }

  private static Happening drifted(Situation s, Address address, @Nullable String where) {
    return new Happening.DriftFound(s.group().name(), address.shown(), where);
  }
}
