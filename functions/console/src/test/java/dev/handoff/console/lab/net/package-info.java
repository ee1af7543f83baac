@NullMarked
package dev.handoff.console.lab.net;

import org.jspecify.annotations.NullMarked;
