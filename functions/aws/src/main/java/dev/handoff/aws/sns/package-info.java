/** Alerts by SNS. */
@NullMarked
package dev.handoff.aws.sns;

import org.jspecify.annotations.NullMarked;
