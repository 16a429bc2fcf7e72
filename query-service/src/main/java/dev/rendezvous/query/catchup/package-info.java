/** A view's lag behind the event log, and waiting for its end. */
@NullMarked
package dev.rendezvous.query.catchup;

import org.jspecify.annotations.NullMarked;
