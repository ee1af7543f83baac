@NullMarked
package dev.handoff.aws.dynamodb;

import org.jspecify.annotations.NullMarked;
