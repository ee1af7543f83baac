/** What operators may ask for, and what it changes in the record. Pure. */
@NullMarked
package dev.handoff.controller.operation;

import org.jspecify.annotations.NullMarked;
