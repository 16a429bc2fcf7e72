/** What every request must be like before anybody looks at what it says. */
@NullMarked
package dev.rendezvous.edge.intake;

import org.jspecify.annotations.NullMarked;
