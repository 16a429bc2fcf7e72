package dev.rendezvous.edge.throttle;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

@AutoConfiguration
@EnableConfigurationProperties(ThrottleSettings.class)
class ThrottleConfiguration {}
