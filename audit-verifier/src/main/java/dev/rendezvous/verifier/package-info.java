/** Checks an export of the audit log by itself: with a JDK, and without any other part of the product. */
@NullMarked
package dev.rendezvous.verifier;

import org.jspecify.annotations.NullMarked;
