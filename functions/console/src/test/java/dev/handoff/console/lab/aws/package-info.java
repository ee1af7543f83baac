@NullMarked
package dev.handoff.console.lab.aws;

import org.jspecify.annotations.NullMarked;
