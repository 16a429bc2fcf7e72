/** A device asks for a code, a person claims or declines it, an operator cancels it, the clock ends it (R1-R17). */
@NullMarked
package dev.rendezvous.command.registration;

import org.jspecify.annotations.NullMarked;
