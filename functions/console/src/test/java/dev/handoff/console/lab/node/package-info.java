@NullMarked
package dev.handoff.console.lab.node;

import org.jspecify.annotations.NullMarked;
