/** Beats by AWS: two items of a DynamoDB table for each node. */
@NullMarked
package dev.handoff.beacon.transport.aws;

import org.jspecify.annotations.NullMarked;
