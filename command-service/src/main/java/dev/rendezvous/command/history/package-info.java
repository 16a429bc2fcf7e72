/** The run modes that take the whole history to another engine: {@code export FILE} and {@code import FILE}. */
@NullMarked
package dev.rendezvous.command.history;

import org.jspecify.annotations.NullMarked;
