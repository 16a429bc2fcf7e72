/** What the edge brings to a start: defaults of the platform, and settings that it refuses. */
@NullMarked
package dev.rendezvous.edge.startup;

import org.jspecify.annotations.NullMarked;
