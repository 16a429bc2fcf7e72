/** An account as the read side knows it, whether tables or events told it: its state, and what follows from that (R38, R39). */
@NullMarked
package dev.rendezvous.query.account;

import org.jspecify.annotations.NullMarked;
