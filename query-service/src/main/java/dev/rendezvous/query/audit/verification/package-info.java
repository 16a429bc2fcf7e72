/** Verifies the audit log where it lies (R52): its entries, the events that they stand for, and what was signed. */
@NullMarked
package dev.rendezvous.query.audit.verification;

import org.jspecify.annotations.NullMarked;
