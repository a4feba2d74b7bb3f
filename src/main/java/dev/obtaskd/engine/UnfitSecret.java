package dev.obtaskd.engine;

/** A secret that a step names cannot be used. The message names it, says why and what would be right, never its value. */
final class UnfitSecret extends RuntimeException {

    private static final long serialVersionUID = 1;

    UnfitSecret(String name, String why) {
        super("secret " + name + " cannot be used: " + why);
    }
}
