package dev.obtaskd;

import dev.obtaskd.cli.command.OperationFileCheck;
import java.util.Set;

/** The check of operation files of the command line, for tests in other packages. */
public final class OperationFileChecks {

    private OperationFileChecks() {}

    /** The check without a daemon. */
    public static OperationFileCheck offline() {
        return new OfflineOperationCheck();
    }

    /** The step kinds that it knows. */
    public static Set<String> kinds() {
        return OfflineOperationCheck.KINDS.keySet();
    }
}
