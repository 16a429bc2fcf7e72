/** A real Axon Server, for tests that need one. */
@NullMarked
package dev.rendezvous.axonserver;

import org.jspecify.annotations.NullMarked;
