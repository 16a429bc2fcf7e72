/** Profiles: named sets of limits that operators assign to accounts (R31). */
@NullMarked
package dev.rendezvous.api.profile;

import org.jspecify.annotations.NullMarked;
