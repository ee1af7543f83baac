/** What an installation on AWS consists of, read and tried as AWS would. */
@org.jspecify.annotations.NullMarked
package dev.handoff.installation;
