/** What happened to a group, from the journal: handovers, their course, and a document of one. */
@NullMarked
package dev.handoff.console.report;

import org.jspecify.annotations.NullMarked;
