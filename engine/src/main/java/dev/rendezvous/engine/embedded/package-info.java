/** The engine of one machine: an H2 file, written so that a crash loses nothing that was acknowledged. */
@NullMarked
package dev.rendezvous.engine.embedded;

import org.jspecify.annotations.NullMarked;
