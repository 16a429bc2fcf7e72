/** The query side: projections, and the HTTP of polls and reads. */
@NullMarked
package dev.rendezvous.query;

import org.jspecify.annotations.NullMarked;
