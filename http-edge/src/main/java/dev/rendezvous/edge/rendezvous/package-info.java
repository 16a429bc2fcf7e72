/** The dialect of {@code /registration/**}: parameters, form, JSON or XML in, XML or JSON out. */
@NullMarked
package dev.rendezvous.edge.rendezvous;

import org.jspecify.annotations.NullMarked;
