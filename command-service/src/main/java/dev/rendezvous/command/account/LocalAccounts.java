package dev.rendezvous.command.account;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.OpenAccount;
import dev.rendezvous.api.caller.Caller;
import dev.rendezvous.api.profile.Profile;
import dev.rendezvous.command.gateway.Commands;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Opens the accounts of the local users, so that the product can be tried at once. */
@Component
@ConditionalOnProperty("rendezvous.local-users.enabled")
class LocalAccounts implements ApplicationRunner {
    private static final List<String> NAMES = List.of("viewer-1", "viewer-2");

    private final Commands commands;

    LocalAccounts(Commands commands) {
        this.commands = commands;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Caller starter = Caller.system("local-accounts");
        for (String name : NAMES) {
            commands.send(new OpenAccount(new AccountId(name), Profile.STANDARD.name()), starter)
                    .join();
        }
    }
}
