/** How events change from one version of the product to the next, and what a version does with events that it does not know. */
@NullMarked
package dev.rendezvous.engine.evolution;

import org.jspecify.annotations.NullMarked;
