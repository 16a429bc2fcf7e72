/** Who may call what: denied unless a rule says otherwise. */
@NullMarked
package dev.rendezvous.edge.security;

import org.jspecify.annotations.NullMarked;
