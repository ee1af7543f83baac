@NullMarked
package dev.handoff.aws.ec2;

import org.jspecify.annotations.NullMarked;
