/** Events that a projection cannot handle: set aside with those that follow them, listed, retried, discarded (R56). */
@NullMarked
package dev.rendezvous.query.parked;

import org.jspecify.annotations.NullMarked;
