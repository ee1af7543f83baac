/** The steps that take a group from one owner to the next. Pure. */
@NullMarked
package dev.handoff.controller.handover;

import org.jspecify.annotations.NullMarked;
