/** How the lab tells what happens: as a story for people, as lines of JSON for scripts. */
@NullMarked
package dev.handoff.console.story;

import org.jspecify.annotations.NullMarked;
