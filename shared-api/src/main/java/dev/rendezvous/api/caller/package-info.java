/** Who caused a message: travels as metadata with every command and every event (R50). */
@NullMarked
package dev.rendezvous.api.caller;

import org.jspecify.annotations.NullMarked;
