package dev.rendezvous.command.history;

import dev.rendezvous.engine.history.HistoryExport;
import dev.rendezvous.engine.history.HistoryImport;
import dev.rendezvous.engine.history.RowsOfHistory;
import dev.rendezvous.engine.history.ServedHistoryAutoConfiguration;
import dev.rendezvous.engine.history.StoppedServices;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** The engine and the command side's tables, without anything that serves. No component, or the service would find it. */
@EnableAutoConfiguration(
        exclude = ServedHistoryAutoConfiguration.class,
        excludeName = {
            "dev.rendezvous.edge.security.SecurityConfiguration",
            "dev.rendezvous.edge.token.TokenConfiguration" // nobody is handed the keys who does not need them
        })
@Import({HistoryExport.class, HistoryImport.class, StoppedServices.class})
@ComponentScan(
        basePackages = "dev.rendezvous.command",
        useDefaultFilters = false,
        includeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = RowsOfHistory.class))
class MoveContext {}
