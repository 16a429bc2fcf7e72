/** Messages of a registration session: one attempt to link one device (R1-R17). */
@NullMarked
package dev.rendezvous.api.registration;

import org.jspecify.annotations.NullMarked;
