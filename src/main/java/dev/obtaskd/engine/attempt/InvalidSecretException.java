package dev.obtaskd.engine.attempt;

/**
 * A secret that a step names cannot be used. The message names it, says why and what would be
 * right, never its value.
 */
final class InvalidSecretException extends RuntimeException {

    private static final long serialVersionUID = 1;

    InvalidSecretException(String name, String why) {
        super("secret " + name + " cannot be used: " + why);
    }
}
