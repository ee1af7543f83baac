@NullMarked
package dev.handoff.console.lab.demo;

import org.jspecify.annotations.NullMarked;
