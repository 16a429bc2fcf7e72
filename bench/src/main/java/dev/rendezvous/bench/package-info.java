/** What the load runs need beside the product: the ceiling that it is compared with, and a way to fill it. */
@NullMarked
package dev.rendezvous.bench;

import org.jspecify.annotations.NullMarked;
