@NullMarked
package dev.handoff.controller.handover;

import org.jspecify.annotations.NullMarked;
