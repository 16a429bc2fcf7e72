/** Black-box tests: the packaged product as its users see it, over HTTP only. */
@NullMarked
package dev.rendezvous.e2e;

import org.jspecify.annotations.NullMarked;
