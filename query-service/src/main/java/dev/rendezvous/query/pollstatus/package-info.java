/** What a polling device is told, answered from memory, and the list of pending sessions (R7-R14, R17). */
@NullMarked
package dev.rendezvous.query.pollstatus;

import org.jspecify.annotations.NullMarked;
