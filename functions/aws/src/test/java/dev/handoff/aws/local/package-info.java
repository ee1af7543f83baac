/**
 * AWS on this machine, for tests: DynamoDB Local, an EC2 and SNS server where one is installed, and
 * a front that injects faults. Loopback only.
 */
@NullMarked
package dev.handoff.aws.local;

import org.jspecify.annotations.NullMarked;
