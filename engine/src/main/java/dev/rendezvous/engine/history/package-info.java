/** The whole history as one file: written from one engine, checked, and read into another. */
@NullMarked
package dev.rendezvous.engine.history;

import org.jspecify.annotations.NullMarked;
