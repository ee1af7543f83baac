@NullMarked
package dev.handoff.console.doctor;

import org.jspecify.annotations.NullMarked;
