/** How a request that cannot be served is answered: one place, one shape. */
@NullMarked
package dev.rendezvous.edge.problem;

import org.jspecify.annotations.NullMarked;
