/**
 * The cluster spec: what an operator writes. Values only, valid by construction; the YAML reader
 * lives in {@code dev.handoff.events.yaml}.
 */
@NullMarked
package dev.handoff.events.spec;

import org.jspecify.annotations.NullMarked;
