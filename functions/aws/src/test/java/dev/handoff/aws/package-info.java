@NullMarked
package dev.handoff.aws;

import org.jspecify.annotations.NullMarked;
