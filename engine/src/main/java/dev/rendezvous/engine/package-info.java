/** Where events are kept, and when an event is safe on disk: the one thing that differs between engines. */
@NullMarked
package dev.rendezvous.engine;

import org.jspecify.annotations.NullMarked;
