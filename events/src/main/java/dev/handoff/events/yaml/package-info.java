/**
 * Reads the YAML of a cluster spec. Works on the tree of nodes that the YAML library composes,
 * never on constructed objects: each node knows its line and column, and no tag in a file can name
 * a class to be loaded.
 */
@NullMarked
package dev.handoff.events.yaml;

import org.jspecify.annotations.NullMarked;
