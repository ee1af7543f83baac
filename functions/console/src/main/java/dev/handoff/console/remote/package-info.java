/** How a command reaches a running lab: a small interface on loopback, behind a token. */
@NullMarked
package dev.handoff.console.remote;

import org.jspecify.annotations.NullMarked;
