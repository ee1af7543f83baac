/**
 * Addresses and fencing by EC2. The dozen calls that are needed go through a small client of EC2's
 * query protocol on the SDK's signer, credentials and transport: the SDK's own EC2 client is 26 MB.
 */
@NullMarked
package dev.handoff.aws.ec2;

import org.jspecify.annotations.NullMarked;
