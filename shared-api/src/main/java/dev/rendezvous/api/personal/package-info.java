/** Which texts in messages are about a person, and can be made unreadable for ever (R57). */
@NullMarked
package dev.rendezvous.api.personal;

import org.jspecify.annotations.NullMarked;
