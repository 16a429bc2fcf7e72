/** The engine of many machines with one database: PostgreSQL holds events, and tells every node of new ones. */
@NullMarked
package dev.rendezvous.engine.postgres;

import org.jspecify.annotations.NullMarked;
