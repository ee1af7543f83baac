/** What people are told. Pure. */
@NullMarked
package dev.handoff.controller.alert;

import org.jspecify.annotations.NullMarked;
