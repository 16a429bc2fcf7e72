/** The keys of the device tokens (R27). */
@NullMarked
package dev.rendezvous.edge.token;

import org.jspecify.annotations.NullMarked;
