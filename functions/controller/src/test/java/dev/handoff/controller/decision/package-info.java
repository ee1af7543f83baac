/** Tests of the decision's parts. */
@NullMarked
package dev.handoff.controller.decision;

import org.jspecify.annotations.NullMarked;
