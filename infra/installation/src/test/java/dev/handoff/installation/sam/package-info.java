/** The SAM template. */
@org.jspecify.annotations.NullMarked
package dev.handoff.installation.sam;
