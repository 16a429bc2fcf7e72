/** The command side: decides, appends events, and answers when they are on disk. Knows no projection. */
@NullMarked
package dev.rendezvous.command;

import org.jspecify.annotations.NullMarked;
