package dev.handoff.events.yaml;

/** A value and where the file has it. */
record Placed<T>(T value, Place place) {}
