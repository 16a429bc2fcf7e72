package dev.rendezvous.command.registration;

import dev.rendezvous.api.registration.IssueCode;
import java.util.List;
import org.axonframework.commandhandling.CommandMessage;

/** Several devices ask this node for a code at the same time. Answered with an outcome for each, in their order. */
record IssueCodes(List<CommandMessage<IssueCode>> commands) {}
