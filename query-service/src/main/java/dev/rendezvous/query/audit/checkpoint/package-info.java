/** Signed checkpoints of the audit log (R52): what it was at a time, for whoever keeps them elsewhere. */
@NullMarked
package dev.rendezvous.query.audit.checkpoint;

import org.jspecify.annotations.NullMarked;
