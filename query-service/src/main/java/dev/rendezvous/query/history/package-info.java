/** What accounts, devices and sessions were at any past instant, told from their events (R53). */
@NullMarked
package dev.rendezvous.query.history;

import org.jspecify.annotations.NullMarked;
