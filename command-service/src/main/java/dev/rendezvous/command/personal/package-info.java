/** Forgets in time what nobody may ask to have forgotten, and keeps data keys wrapped by the active master key (R57). */
@NullMarked
package dev.rendezvous.command.personal;

import org.jspecify.annotations.NullMarked;
