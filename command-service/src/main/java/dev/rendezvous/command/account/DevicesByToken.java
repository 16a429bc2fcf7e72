package dev.rendezvous.command.account;

import dev.rendezvous.api.account.AccountId;
import dev.rendezvous.api.account.AmendApprovals;
import dev.rendezvous.api.account.AmendOwnApprovals;
import dev.rendezvous.api.account.DeviceStanding;
import dev.rendezvous.api.account.SignOn;
import dev.rendezvous.api.limit.AccountLimits;
import dev.rendezvous.api.refusal.RefusalCode;
import dev.rendezvous.api.refusal.Refused;
import dev.rendezvous.api.token.TokenRef;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/** What a device does with its token, which alone says whose device it is. */
@Component
class DevicesByToken {
    private final Repository<Account> accounts;
    private final DeviceLinks deviceLinks;
    private final AccountRules rules;

    DevicesByToken(Repository<Account> accounts, DeviceLinks deviceLinks, AccountRules rules) {
        this.accounts = accounts;
        this.deviceLinks = deviceLinks;
        this.rules = rules;
    }

    @CommandHandler
    DeviceStanding handle(SignOn command) {
        DeviceLinks.Owner owner = ownerOf(command.token());
        return accounts.load(owner.accountId().value())
                .invoke(account -> account.signOn(owner.accountId(), owner.deviceId(), command.token(), rules));
    }

    /** The device management screen on the television itself: for devices that may sign in (R39). */
    @CommandHandler
    AccountLimits handle(AmendOwnApprovals command) {
        DeviceLinks.Owner owner = ownerOf(command.token());
        AccountId accountId = owner.accountId();
        return accounts.load(accountId.value()).invoke(account -> {
            account.requireMaySignIn(owner.deviceId(), command.token());
            return account.handle(new AmendApprovals(accountId, command.amendment()), rules);
        });
    }

    static Refused dead() {
        return new Refused(RefusalCode.UNAUTHENTICATED, "the token is not alive");
    }

    private DeviceLinks.Owner ownerOf(TokenRef token) {
        return deviceLinks.ownerOf(token).orElseThrow(DevicesByToken::dead);
    }
}
