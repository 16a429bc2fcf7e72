package dev.rendezvous.api.account;

/** A command whose answer is about the person behind an account. */
public interface OfAccount {
    AccountId accountId();
}
