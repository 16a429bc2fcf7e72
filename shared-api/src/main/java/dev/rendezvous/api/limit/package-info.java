/** The limits of an account as values: how much of each is used, and what fits in (R30-R35). Both services tell them alike. */
@NullMarked
package dev.rendezvous.api.limit;

import org.jspecify.annotations.NullMarked;
