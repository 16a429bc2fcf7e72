package dev.rendezvous.edge.client;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom the server believes about where a request comes from.
 *
 * @param trustedProxies networks in CIDR notation ({@code 10.0.0.0/8}, {@code ::1/128}) or single addresses whose
 *     {@code Forwarded} and {@code X-Forwarded-For} headers are believed. Default: none
 */
@ConfigurationProperties("rendezvous")
record ClientAddressSettings(@DefaultValue List<String> trustedProxies) {}
