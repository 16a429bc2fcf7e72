/** Which device types make up which group, as configured (R31). */
@NullMarked
package dev.rendezvous.edge.devicegroup;

import org.jspecify.annotations.NullMarked;
