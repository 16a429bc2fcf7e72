/** Which device is linked to which account, and what a linked device may do (R23-R25). */
@NullMarked
package dev.rendezvous.query.linkeddevice;

import org.jspecify.annotations.NullMarked;
