/** Proves from the history alone that what was decided was right (R55). */
@NullMarked
package dev.rendezvous.query.proof;

import org.jspecify.annotations.NullMarked;
