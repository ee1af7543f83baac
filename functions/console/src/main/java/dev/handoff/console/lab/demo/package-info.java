/** A small web server that stands for an operator's service. */
@NullMarked
package dev.handoff.console.lab.demo;

import org.jspecify.annotations.NullMarked;
