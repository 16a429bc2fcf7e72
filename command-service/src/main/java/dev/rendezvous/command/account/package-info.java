/** An account, its linked devices, and what it takes to link one (R16, R20-R27). */
@NullMarked
package dev.rendezvous.command.account;

import org.jspecify.annotations.NullMarked;
