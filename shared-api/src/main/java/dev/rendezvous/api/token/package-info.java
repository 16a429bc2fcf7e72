/** The device token: how it is named in history and recomputed from a key (R27). */
@NullMarked
package dev.rendezvous.api.token;

import org.jspecify.annotations.NullMarked;
