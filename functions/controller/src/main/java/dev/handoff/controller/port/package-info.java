/**
 * What the controller needs of a cloud. Each port is small, named by its role, blocking, and has
 * one contract test suite.
 */
@NullMarked
package dev.handoff.controller.port;

import org.jspecify.annotations.NullMarked;
