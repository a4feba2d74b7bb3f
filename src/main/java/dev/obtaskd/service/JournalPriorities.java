package dev.obtaskd.service;

import io.quarkus.bootstrap.logging.InitialConfigurator;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logmanager.handlers.ConsoleHandler;

/** Log messages have their priority if standard output is connected to the journal. */
@ApplicationScoped
class JournalPriorities {

    /** Before the observers that log something. */
    void install(@Observes @Priority(1) StartupEvent event) {
        if (!JournalStream.connected(JournalStream.OUTPUT)) {
            return;
        }
        for (var handler : InitialConfigurator.DELAYED_HANDLER.getHandlers()) {
            if (handler instanceof ConsoleHandler console) {
                console.setFormatter(new JournalFormatter(console.getFormatter()));
            }
        }
    }
}
