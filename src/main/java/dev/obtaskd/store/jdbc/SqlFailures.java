package dev.obtaskd.store.jdbc;

import dev.obtaskd.store.StoreFullException;
import dev.obtaskd.store.StoreUnavailableException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tells a broken database from a refused statement, and a full disk from other breakage. */
public final class SqlFailures {

    private static final int LOCKED = 90020;
    private static final int READ_ONLY = 90097;
    private static final int DISK_FULL = 90100;

    /** H2: connection gone, closed, I/O (twice), corrupted, closed for good, being closed. */
    private static final Set<Integer> BROKEN =
            Set.of(90067, 90007, 90028, 90031, 90030, 90098, 90121, DISK_FULL);

    private SqlFailures() {}

    /** The failure of a request that was not started because the disk is nearly full. */
    public static StoreFullException full() {
        return new StoreFullException("the disk under the store is nearly full", null);
    }

    /** Whether the connection cannot be used any more. */
    public static boolean breaksConnection(Throwable failure) {
        return any(
                failure,
                cause ->
                        cause instanceof SQLException sql
                                && (BROKEN.contains(sql.getErrorCode())
                                        || lost(sql)
                                        || ofStoreFile(sql)));
    }

    /**
     * Whether the driver failed to read or write the file of the store. Other I/O errors belong to
     * the caller.
     */
    private static boolean ofStoreFile(SQLException failure) {
        return any(failure, cause -> cause instanceof IOException);
    }

    public static boolean locked(Throwable failure) {
        return has(LOCKED, failure);
    }

    /** Whether a write was refused because the database is read-only. */
    public static boolean readOnly(Throwable failure) {
        return has(READ_ONLY, failure);
    }

    /** The failure for waiting callers; its class tells whether the disk is full. */
    public static StoreUnavailableException unavailable(Throwable failure) {
        return full(failure)
                ? new StoreFullException("the disk under the store is full", failure)
                : new StoreUnavailableException(
                        "the store cannot be written: " + failure.getMessage(), failure);
    }

    /** The failure of a read: the store is unavailable, or the original exception. */
    static RuntimeException ofReading(RuntimeException failure) {
        return breaksConnection(failure)
                ? new StoreUnavailableException(
                        "the store cannot be read: " + failure.getMessage(), failure)
                : failure;
    }

    private static boolean full(Throwable failure) {
        return has(DISK_FULL, failure)
                || any(failure, cause -> mentionsFullDisk(cause.getMessage()));
    }

    private static boolean mentionsFullDisk(@Nullable String message) {
        return message != null
                && (message.contains("No space left on device")
                        || message.contains("Disk quota exceeded"));
    }

    private static boolean lost(SQLException failure) {
        return failure.getSQLState() != null && failure.getSQLState().startsWith("08");
    }

    private static boolean has(int code, Throwable failure) {
        return any(
                failure, cause -> cause instanceof SQLException sql && sql.getErrorCode() == code);
    }

    private static boolean any(Throwable failure, Predicate<Throwable> test) {
        return Stream.<Throwable>iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .anyMatch(test);
    }
}
