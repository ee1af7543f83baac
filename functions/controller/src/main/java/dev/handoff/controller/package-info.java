/** The evaluation of a cluster: read, judge, commit, act, verify, commit, alert. */
@NullMarked
package dev.handoff.controller;

import org.jspecify.annotations.NullMarked;
