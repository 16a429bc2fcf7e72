package dev.rendezvous.command.account;

import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import dev.rendezvous.api.profile.DeviceGroups;
import dev.rendezvous.command.gateway.AggregateRepositories;
import dev.rendezvous.command.gateway.InTransaction;
import dev.rendezvous.command.profile.Profiles;
import dev.rendezvous.edge.security.AccessRules;
import java.time.Clock;
import org.axonframework.config.EventProcessingConfigurer;
import org.axonframework.modelling.command.Repository;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class AccountConfiguration {
    @Bean
    Repository<Account> accountRepository(AggregateRepositories repositories) {
        return repositories.of(Account.class);
    }

    @Bean
    AccessRules accountAccess() {
        return AccessRules.rules()
                .operator(PUT, AccountController.ACCOUNT)
                .operator(PUT, AccountController.STATUS)
                .operator(PUT, AccountController.OPERATOR_STATUS)
                .operator(PUT, AccountController.ACTIVATION_STATUS)
                .operator(PUT, AccountController.MANAGED)
                .operator(DELETE, AccountController.PERSONAL_DATA)
                .accountOrOperator(PATCH, AccountController.DEVICE)
                .accountOrOperator(DELETE, AccountController.DEVICE)
                .accountOrOperator(POST, CodeEntryController.CLAIMS)
                .accountOrOperator(POST, CodeEntryController.DECLINE)
                .accountOrOperator(POST, CodeEntryController.DEVICES)
                .accountOrOperator(POST, ApprovalController.APPROVALS)
                .operator(POST, ApprovalController.OVERRIDES)
                .operator(POST, ApprovalController.RESETS)
                .device(POST, OwnDeviceController.SIGN_ONS)
                .device(POST, OwnDeviceController.APPROVALS);
    }

    @Bean
    AccountRules accountRules(Profiles profiles, DeviceGroups groups, Clock clock) {
        return new AccountRules(profiles, groups, clock);
    }

    @Autowired
    void keepDeviceLinksInTransaction(EventProcessingConfigurer events) {
        InTransaction.handle(events, DeviceLinks.GROUP);
    }
}
