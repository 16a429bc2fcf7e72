/** Why a device may or may not do something, now or at a past instant, told from the account's history (R40). */
@NullMarked
package dev.rendezvous.query.explanation;

import org.jspecify.annotations.NullMarked;
