@NullMarked
package dev.rendezvous.edge.security;

import org.jspecify.annotations.NullMarked;
