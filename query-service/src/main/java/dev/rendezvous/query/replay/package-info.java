/** Rebuilding a projection from the history beside the one that goes on serving, and putting it in its place (R54). */
@NullMarked
package dev.rendezvous.query.replay;

import org.jspecify.annotations.NullMarked;
