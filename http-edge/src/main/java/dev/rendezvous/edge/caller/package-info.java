/** Who sent a request, and under which correlation id it is known (R50). */
@NullMarked
package dev.rendezvous.edge.caller;

import org.jspecify.annotations.NullMarked;
