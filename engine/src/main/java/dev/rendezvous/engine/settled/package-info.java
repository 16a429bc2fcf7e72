/** The event log in the order of positions, as far as nothing can come in between any more. */
@NullMarked
package dev.rendezvous.engine.settled;

import org.jspecify.annotations.NullMarked;
