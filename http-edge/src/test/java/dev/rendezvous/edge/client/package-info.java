@NullMarked
package dev.rendezvous.edge.client;

import org.jspecify.annotations.NullMarked;
