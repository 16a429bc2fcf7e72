@NullMarked
package dev.rendezvous.edge.throttle;

import org.jspecify.annotations.NullMarked;
