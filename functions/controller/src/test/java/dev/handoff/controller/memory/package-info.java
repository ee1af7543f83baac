/** Every port in memory, with faults that a test can script. */
@NullMarked
package dev.handoff.controller.memory;

import org.jspecify.annotations.NullMarked;
