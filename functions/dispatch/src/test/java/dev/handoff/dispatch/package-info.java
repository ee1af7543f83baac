@NullMarked
package dev.handoff.dispatch;

import org.jspecify.annotations.NullMarked;
