@NullMarked
package dev.handoff.controller.liveness;

import org.jspecify.annotations.NullMarked;
