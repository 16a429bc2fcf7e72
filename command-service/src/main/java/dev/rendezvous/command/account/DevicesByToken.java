package dev.rendezvous.command.account;

import dev.rendezvous.api.account.DeviceStanding;
import dev.rendezvous.api.account.SignOn;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** A device starts a session with its token, which alone says whose device it is. */
@Component
class SignOns {
    private final Repository<Account> accounts;
    private final DeviceLinks deviceLinks;

    SignOns(Repository<Account> accounts, DeviceLinks deviceLinks) {
        this.accounts = accounts;
        this.deviceLinks = deviceLinks;
    }

    @CommandHandler
    DeviceStanding handle(SignOn command) {
        DeviceLinks.Owner owner = deviceLinks
                .ownerOf(command.token())
                .orElseThrow(() -> new Refused(RefusalCode.DEVICE_UNKNOWN, "the token is not alive"));
        return accounts.load(owner.accountId().value())
                .invoke(account -> account.signOn(owner.accountId(), owner.deviceId(), command.token()));
    }
}
