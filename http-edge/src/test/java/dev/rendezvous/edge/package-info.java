/** A small application behind the edge, and what clients see of it. */
@NullMarked
package dev.rendezvous.edge;

import org.jspecify.annotations.NullMarked;
