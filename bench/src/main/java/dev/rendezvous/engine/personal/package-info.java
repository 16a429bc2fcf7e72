/** Keys for histories that are written as rows: here, since nobody else makes keys without commands. */
@NullMarked
package dev.rendezvous.engine.personal;

import org.jspecify.annotations.NullMarked;
