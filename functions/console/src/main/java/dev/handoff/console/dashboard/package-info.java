/**
 * The state of a cluster as a page: {@link dev.handoff.console.dashboard.Feed} looks, {@link
 * dev.handoff.console.dashboard.Page} answers the browser, all between them is pure.
 */
@NullMarked
package dev.handoff.console.dashboard;

import org.jspecify.annotations.NullMarked;
