/** Where controllers may wait. */
@NullMarked
package dev.rendezvous.edge.blocking;

import org.jspecify.annotations.NullMarked;
