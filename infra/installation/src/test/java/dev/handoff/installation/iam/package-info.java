/** Decides by policies as IAM does: the part of its language that the policies here use. */
@org.jspecify.annotations.NullMarked
package dev.handoff.installation.iam;
