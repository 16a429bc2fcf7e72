/** How JSON is written and read outside of the rendezvous API. */
@NullMarked
package dev.rendezvous.edge.json;

import org.jspecify.annotations.NullMarked;
