@NullMarked
package dev.handoff.console.cib;

import org.jspecify.annotations.NullMarked;
