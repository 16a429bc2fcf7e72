/** How a rule says no, with a stable code that reaches the client unchanged. */
@NullMarked
package dev.rendezvous.api.refusal;

import org.jspecify.annotations.NullMarked;
