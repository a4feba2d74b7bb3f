package dev.obtaskd.step.wait;

import com.fasterxml.jackson.databind.JsonNode;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;

/** The condition of a wait. Paths are text here: resolving one may block. */
sealed interface WaitCondition {

    Messages MESSAGES = Messages.of("step");

    /** A port that accepts connections. */
    record Tcp(String host, int port) implements WaitCondition {}

    /** A URL that responds with a status. */
    record Http(String url, int expect) implements WaitCondition {}

    /** A process that exists, by number. */
    record Process(long pid) implements WaitCondition {}

    /** A process that exists, by a file with its number in the first line. */
    record ProcessOf(String pidFile) implements WaitCondition {}

    /** A file that exists, or does not. */
    record File(String path, boolean exists) implements WaitCondition {}

    /** Reads the {@code for} of a specification that {@link WaitSpecChecker} accepted. */
    static WaitCondition of(JsonNode what) {
        if (what.has("tcp")) {
            var address = what.get("tcp").asText();
            var colon = address.lastIndexOf(':');
            return new Tcp(
                    address.substring(0, colon), Integer.parseInt(address.substring(colon + 1)));
        }
        if (what.has("http")) {
            return new Http(what.at("/http/url").asText(), what.at("/http/expect").asInt(200));
        }
        if (what.has("process")) {
            return what.at("/process").has("pid")
                    ? new Process(what.at("/process/pid").asLong())
                    : new ProcessOf(what.at("/process/pidFile").asText());
        }
        return new File(what.at("/file/path").asText(), what.at("/file/exists").asBoolean(true));
    }

    /** As in "waits until …", for logs and messages of attempts. */
    default String text() {
        return localized().en();
    }

    /** The same in both languages. */
    default LocalizedText localized() {
        return switch (this) {
            case Tcp(var host, var port) -> MESSAGES.text("wait.until.tcp", host, port);
            case Http(var url, var expect) -> MESSAGES.text("wait.until.http", url, expect);
            case Process(var pid) -> MESSAGES.text("wait.until.process", pid);
            case ProcessOf(var file) -> MESSAGES.text("wait.until.process-of", file);
            case File(var path, var exists) ->
                    MESSAGES.text(exists ? "wait.until.file" : "wait.until.no-file", path);
        };
    }
}
