@NullMarked
package dev.rendezvous.edge.startup;

import org.jspecify.annotations.NullMarked;
