/** Messages of an account and of the devices linked to it (R20-R27). */
@NullMarked
package dev.rendezvous.api.account;

import org.jspecify.annotations.NullMarked;
