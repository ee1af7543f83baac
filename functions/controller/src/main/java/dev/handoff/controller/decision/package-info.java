/** One evaluation's judgement: from all that was read to all that is to be committed. Pure. */
@NullMarked
package dev.handoff.controller.decision;

import org.jspecify.annotations.NullMarked;
