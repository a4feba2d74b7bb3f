package dev.obtaskd.engine.attempt;

import dev.obtaskd.log.SecretMasking;
import dev.obtaskd.task.AttemptResult;
import dev.obtaskd.task.AttemptResult.Failed;
import dev.obtaskd.task.AttemptResult.Lost;
import dev.obtaskd.task.AttemptResult.Stopped;
import dev.obtaskd.task.AttemptResult.Succeeded;
import dev.obtaskd.task.FailureCause;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Keeps the secrets of an attempt out of all that its step kind reports, whatever the kind. */
record SecretRedaction(SecretMasking masking) {

    /** Longer messages have no reader, and the store takes no more than a million characters. */
    private static final int LONGEST_MESSAGE = 8_000;

    /**
     * Characters of all outputs together; they have to be stored with each change of the sub task.
     */
    private static final int MOST_OUTPUT = 64 * 1024;

    static SecretRedaction of(List<String> secrets) {
        return new SecretRedaction(
                SecretMasking.of(
                        secrets.stream()
                                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                                .toList()));
    }

    /** A message without secrets. */
    String redact(String message) {
        var hidden = masking.hide(message);
        return hidden.length() <= LONGEST_MESSAGE
                ? hidden
                : hidden.substring(0, LONGEST_MESSAGE) + "…";
    }

    /** An exception for the daemon's log: the messages of causes are left out. */
    Throwable redact(Throwable broken) {
        var redacted = new IllegalStateException(redact(broken.toString()));
        redacted.setStackTrace(broken.getStackTrace());
        return redacted;
    }

    /**
     * A result without secrets. A value that holds one would get into the store, answers and
     * command lines: a success becomes a failure, and of an attempt that failed the value is left
     * out.
     */
    AttemptResult redact(AttemptResult result) {
        var unfit = problemOf(result.output());
        return switch (result) {
            case Succeeded(var output, var exitCode) ->
                    unfit.<AttemptResult>map(
                                    why ->
                                            new Failed(
                                                    FailureCause.ERROR,
                                                    why,
                                                    exitCode,
                                                    null,
                                                    storable(output)))
                            .orElse(result);
            case Failed(var cause, var message, var exitCode, var signal, var output) ->
                    new Failed(
                            cause,
                            redact(append(message, unfit)),
                            exitCode,
                            signal,
                            storable(output));
            case Stopped(var message, var exitCode, var signal, var output) ->
                    new Stopped(redact(append(message, unfit)), exitCode, signal, storable(output));
            case Lost(var output) -> new Lost(storable(output));
        };
    }

    private static String append(String message, Optional<String> unfit) {
        return unfit.map(why -> message + "; " + why).orElse(message);
    }

    private Map<String, String> storable(Map<String, String> output) {
        var fit =
                output.entrySet().stream()
                        .filter(
                                value ->
                                        !masking.holds(value.getKey())
                                                && !masking.holds(value.getValue()))
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return length(fit) <= MOST_OUTPUT ? fit : Map.of();
    }

    private static long length(Map<String, String> output) {
        return output.entrySet().stream()
                .mapToLong(value -> value.getKey().length() + value.getValue().length())
                .sum();
    }

    private Optional<String> problemOf(Map<String, String> output) {
        var telling =
                output.entrySet().stream()
                        .filter(
                                value ->
                                        masking.holds(value.getKey())
                                                || masking.holds(value.getValue()))
                        .map(Map.Entry::getKey)
                        .sorted()
                        .findFirst();
        if (telling.isPresent()) {
            return Optional.of(
                    "output "
                            + redact(telling.get())
                            + " holds a secret; secrets may not be passed on by outputs");
        }
        var length = length(output);
        return length <= MOST_OUTPUT
                ? Optional.empty()
                : Optional.of(
                        "the outputs hold "
                                + length
                                + " characters; at most "
                                + MOST_OUTPUT
                                + " can be passed on");
    }
}
