package dev.obtaskd.torture;

/** A promise that does not hold. */
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
