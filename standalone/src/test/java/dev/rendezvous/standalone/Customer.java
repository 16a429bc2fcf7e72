package dev.rendezvous.standalone;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** An account and its devices, over HTTP. What is read is never older than what was answered before. */
final class Customer {
    private static final String ME = "/devices/me";

    private final Portal portal;
    private final String account;
    private final AtomicLong position = new AtomicLong();

    Customer(Portal portal, String account) {
        this.portal = portal;
        this.account = account;
    }

    String path() {
        return "/accounts/" + account;
    }

    /** The operator opens the account, or gives it another profile. */
    Customer with(String profile) throws IOException, InterruptedException {
        Portal.Answer opened = put("", "{\"profile\":\"%s\"}".formatted(profile));
        if (opened.status() != 200) opened.with(201);
        return this;
    }

    /** The operator defines a profile. */
    void define(String profile, String body) throws IOException, InterruptedException {
        Portal.Answer defined = seen(portal.as("operator", "PUT", "/profiles/" + profile, body));
        if (defined.status() != 200) defined.with(201);
    }

    /** Returns the device's token. */
    String link(String device) throws IOException, InterruptedException {
        return link(device, "");
    }

    /** As {@link #link(String)}, with more parameters of the device. */
    String link(String device, String more) throws IOException, InterruptedException {
        String regCode = portal.askForCode(device + more).with(200).text("regCode");
        enter(regCode).with(201);
        return portal.outcome(device, regCode).with(200).text("deviceToken");
    }

    /** The operator enters a code. */
    Portal.Answer enter(String regCode) throws IOException, InterruptedException {
        return post("/devices", "{\"regCode\":\"%s\"}".formatted(regCode));
    }

    Portal.Answer unlink(String device) throws IOException, InterruptedException {
        return seen(portal.as("operator", "DELETE", path() + "/devices/" + device, ""));
    }

    Portal.Answer approve(String... devices) throws IOException, InterruptedException {
        return post("/approvals", "{\"approve\":%s}".formatted(json(devices)));
    }

    Portal.Answer unapprove(String... devices) throws IOException, InterruptedException {
        return post("/approvals", "{\"unapprove\":%s}".formatted(json(devices)));
    }

    /** One in, one out. */
    Portal.Answer swap(String in, String out) throws IOException, InterruptedException {
        return post("/approvals", "{\"approve\":[\"%s\"],\"unapprove\":[\"%s\"]}".formatted(in, out));
    }

    /** Beyond the limits (R37). */
    Portal.Answer override(String device) throws IOException, InterruptedException {
        return post("/approval-overrides", "{\"approve\":[\"%s\"],\"reason\":\"moved house\"}".formatted(device));
    }

    /** @param what operator-status or activation-status */
    Portal.Answer set(String device, String what, String status) throws IOException, InterruptedException {
        return put("/devices/%s/%s".formatted(device, what), "{\"status\":\"%s\"}".formatted(status));
    }

    Portal.Answer manage(String device, boolean managed) throws IOException, InterruptedException {
        return put("/devices/%s/managed".formatted(device), "{\"managed\":%s}".formatted(managed));
    }

    Portal.Answer status(String status) throws IOException, InterruptedException {
        return put("/status", "{\"status\":\"%s\",\"reason\":\"so it is\"}".formatted(status));
    }

    /** The operator posts a JSON body to somewhere below the account. */
    Portal.Answer post(String where, String body) throws IOException, InterruptedException {
        return seen(portal.as("operator", "POST", path() + where, body));
    }

    private Portal.Answer put(String where, String body) throws IOException, InterruptedException {
        return seen(portal.as("operator", "PUT", path() + where, body));
    }

    /** A device sends a JSON body. */
    Portal.Answer device(String token, String where, String body) throws IOException, InterruptedException {
        return seen(portal.asDevice(token, "POST", ME + where, body));
    }

    /** A device asks for what is below {@code /devices/me}. */
    Portal.Answer ask(String token, String where) throws IOException, InterruptedException {
        return portal.readAsDevice(token, ME + where, position.get());
    }

    /** The account's devices and limits. */
    JsonNode devices() throws IOException, InterruptedException {
        return devices("").with(200).body();
    }

    Portal.Answer devices(String query) throws IOException, InterruptedException {
        return portal.read("operator", path() + "/devices" + query, position.get());
    }

    private Portal.Answer seen(Portal.Answer answer) {
        position.accumulateAndGet(answer.position(), Math::max);
        return answer;
    }

    private static String json(String... devices) {
        return Stream.of(devices).map("\"%s\""::formatted).collect(Collectors.joining(",", "[", "]"));
    }
}
