/** {@code handoff replay}: a journal as it was exported, and what another spec makes of it. */
@NullMarked
package dev.handoff.console.replay;

import org.jspecify.annotations.NullMarked;
