/** Profiles: what they allow, and which device belongs to which group (R31, R33). */
@NullMarked
package dev.rendezvous.command.profile;

import org.jspecify.annotations.NullMarked;
