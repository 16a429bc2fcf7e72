@NullMarked
package dev.rendezvous.edge.rendezvous;

import org.jspecify.annotations.NullMarked;
