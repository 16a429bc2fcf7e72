/** What is said of the audit log itself: who has read it (R58). */
@NullMarked
package dev.rendezvous.api.audit;

import org.jspecify.annotations.NullMarked;
