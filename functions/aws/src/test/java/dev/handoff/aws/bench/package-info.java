/** Measurements that a person runs; nothing here decides over a build. */
@NullMarked
package dev.handoff.aws.bench;

import org.jspecify.annotations.NullMarked;
