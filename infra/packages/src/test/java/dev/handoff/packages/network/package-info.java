/** The packaged beacon on machines of its own: network namespaces with real interfaces. */
@NullMarked
package dev.handoff.packages.network;

import org.jspecify.annotations.NullMarked;
