@NullMarked
package dev.rendezvous.edge.json;

import org.jspecify.annotations.NullMarked;
