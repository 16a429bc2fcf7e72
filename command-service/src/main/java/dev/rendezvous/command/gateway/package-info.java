/** How a command gets from HTTP to its handler and back: once, retried when it lost a race, acknowledged when it is on disk. */
@NullMarked
package dev.rendezvous.command.gateway;

import org.jspecify.annotations.NullMarked;
