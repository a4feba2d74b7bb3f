package dev.obtaskd.account;

import com.arjuna.ats.arjuna.common.arjPropertyManager;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Uses the id of the process in the ids of transactions. The default of the transaction manager
 * opens a TCP port, whose number is unique too.
 */
@ApplicationScoped
class TransactionProcessId {

    private static final int BEFORE_ANY_TRANSACTION = 1;

    void set(@Observes @Priority(BEFORE_ANY_TRANSACTION) StartupEvent event) {
        arjPropertyManager
                .getCoreEnvironmentBean()
                .setProcessImplementation(() -> (int) ProcessHandle.current().pid());
    }
}
