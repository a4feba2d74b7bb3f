package dev.obtaskd.torture;

/** A violated promise of the daemon. */
final class BrokenPromiseException extends RuntimeException {

    private final DaemonPromise promise;

    BrokenPromiseException(DaemonPromise promise, String message) {
        super(promise + ": " + message);
        this.promise = promise;
    }

    DaemonPromise promise() {
        return promise;
    }
}
