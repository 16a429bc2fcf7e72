/** What is answered below the web framework: bytes that are no HTTP request. */
@NullMarked
package dev.rendezvous.edge.wire;

import org.jspecify.annotations.NullMarked;
