@NullMarked
package dev.handoff.controller.record;

import org.jspecify.annotations.NullMarked;
