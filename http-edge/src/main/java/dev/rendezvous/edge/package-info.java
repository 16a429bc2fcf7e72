/** What every request passes before a service sees it, and every answer after: no rule of the domain lives here. */
@NullMarked
package dev.rendezvous.edge;

import org.jspecify.annotations.NullMarked;
