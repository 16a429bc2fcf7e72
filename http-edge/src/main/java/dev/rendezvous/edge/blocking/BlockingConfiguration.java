package dev.rendezvous.edge.blocking;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.web.reactive.config.BlockingExecutionConfigurer;
import org.springframework.web.reactive.config.WebFluxConfigurer;

@AutoConfiguration
@EnableConfigurationProperties(BlockingSettings.class)
class BlockingConfiguration {
    @Bean
    static BlockingExecutor blockingExecutor(BlockingSettings settings) {
        return new BlockingExecutor(settings);
    }

    @Bean
    @Order(100) // after Spring Boot's, so that this executor is the one
    static WebFluxConfigurer blockingControllers(BlockingExecutor blocking) {
        return new WebFluxConfigurer() {
            @Override
            public void configureBlockingExecution(BlockingExecutionConfigurer configurer) {
                configurer.setExecutor(blocking.executor());
            }
        };
    }
}
