/** What a function does with what has invoked it, whatever cloud it runs in. */
@NullMarked
package dev.handoff.dispatch;

import org.jspecify.annotations.NullMarked;
