package dev.rendezvous.command.gateway;

import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.registration.CancelSession;
import dev.rendezvous.api.registration.ExpireCode;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;

/** An account or session that history does not know is a refusal; its exception type would not survive a remote bus. */
class UnknownAggregateIsRefused implements MessageHandlerInterceptor<CommandMessage<?>> {
    @Override
    public @Nullable Object handle(UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
            throws Exception {
        try {
            return chain.proceed();
        } catch (AggregateNotFoundException e) {
            Object command = unitOfWork.getMessage().getPayload();
            if (command instanceof CancelSession || command instanceof ExpireCode) {
                throw new Refused(RefusalCode.REGISTRATION_UNKNOWN, "there is no such registration");
            }
            throw new Refused(RefusalCode.ACCOUNT_NOT_REGISTERED, "the account is not registered");
        }
    }
}
