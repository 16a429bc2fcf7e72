/** What was decided, as numbers that an operator watches. */
@NullMarked
package dev.rendezvous.command.metrics;

import org.jspecify.annotations.NullMarked;
