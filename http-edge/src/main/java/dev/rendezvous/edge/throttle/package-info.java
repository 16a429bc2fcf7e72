/** How often one client may do something (R5, R12, R16). */
@NullMarked
package dev.rendezvous.edge.throttle;

import org.jspecify.annotations.NullMarked;
