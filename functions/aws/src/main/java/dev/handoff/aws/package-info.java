/** The controller on AWS: its entry point and what that is wired from. */
@NullMarked
package dev.handoff.aws;

import org.jspecify.annotations.NullMarked;
