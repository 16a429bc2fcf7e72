/** The audit log: every event, chained, to be searched and exported (R50-R52, R58). */
@NullMarked
package dev.rendezvous.query.audit;

import org.jspecify.annotations.NullMarked;
