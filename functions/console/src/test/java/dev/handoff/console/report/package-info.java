@NullMarked
package dev.handoff.console.report;

import org.jspecify.annotations.NullMarked;
