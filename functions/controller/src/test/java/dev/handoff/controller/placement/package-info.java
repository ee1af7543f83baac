@NullMarked
package dev.handoff.controller.placement;

import org.jspecify.annotations.NullMarked;
