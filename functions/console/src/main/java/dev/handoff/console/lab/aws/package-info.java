/** The lab on an AWS API server: EC2 and SNS from there, DynamoDB from DynamoDB Local. */
@NullMarked
package dev.handoff.console.lab.aws;

import org.jspecify.annotations.NullMarked;
