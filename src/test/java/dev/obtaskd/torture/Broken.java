package dev.obtaskd.torture;

/** A promise that does not hold. */
final class Broken extends RuntimeException {

    private final Promise promise;

    Broken(Promise promise, String message) {
        super(promise + ": " + message);
        this.promise = promise;
    }

    Promise promise() {
        return promise;
    }
}
