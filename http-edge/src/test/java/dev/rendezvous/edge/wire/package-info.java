@NullMarked
package dev.rendezvous.edge.wire;

import org.jspecify.annotations.NullMarked;
