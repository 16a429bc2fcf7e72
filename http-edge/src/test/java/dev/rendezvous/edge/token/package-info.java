@NullMarked
package dev.rendezvous.edge.token;

import org.jspecify.annotations.NullMarked;
