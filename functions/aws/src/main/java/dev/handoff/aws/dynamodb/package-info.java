/** The controller's state in DynamoDB: records, beats, orders, plans and the journal. */
@NullMarked
package dev.handoff.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
