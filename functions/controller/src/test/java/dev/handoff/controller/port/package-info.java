@NullMarked
package dev.handoff.controller.port;

import org.jspecify.annotations.NullMarked;
