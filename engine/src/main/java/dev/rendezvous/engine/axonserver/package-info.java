/** The engine of many machines with an Axon Server: events and commands there, everything else in PostgreSQL. */
@NullMarked
package dev.rendezvous.engine.axonserver;

import org.jspecify.annotations.NullMarked;
