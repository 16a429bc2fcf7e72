/** Both services in one JVM on embedded H2: no rules and no handlers of its own. */
@NullMarked
package dev.rendezvous.standalone;

import org.jspecify.annotations.NullMarked;
