/** What the services say to each other: commands, events, answers, identities and refusals, and nothing that acts. */
@NullMarked
package dev.rendezvous.api;

import org.jspecify.annotations.NullMarked;
