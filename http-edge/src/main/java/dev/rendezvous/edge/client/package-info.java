/** Where a request comes from (R16). */
@NullMarked
package dev.rendezvous.edge.client;

import org.jspecify.annotations.NullMarked;
