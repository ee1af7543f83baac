/** Why a group is where it is, why not elsewhere, and what would move it: in sentences. Pure. */
@NullMarked
package dev.handoff.controller.answer;

import org.jspecify.annotations.NullMarked;
