@NullMarked
package dev.handoff.console.lab.cloud;

import org.jspecify.annotations.NullMarked;
