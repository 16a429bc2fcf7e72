/** Keeps what is about a person encrypted with a key of their account's own, so that destroying the key forgets it (R57). */
@NullMarked
package dev.rendezvous.engine.personal;

import org.jspecify.annotations.NullMarked;
