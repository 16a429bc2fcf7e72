/** What operators see of every projection: how far it is, and whether it stands still. */
@NullMarked
package dev.rendezvous.query.projection;

import org.jspecify.annotations.NullMarked;
