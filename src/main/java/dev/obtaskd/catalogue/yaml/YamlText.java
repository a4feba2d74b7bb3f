package dev.obtaskd.catalogue.yaml;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Parses an operation file into JSON with line numbers. */
public final class YamlText {

    private static final Messages MESSAGES = Messages.of("catalogue");

    /** The size limit of a file. */
    public static final int MAX_BYTES = 256 * 1024;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private YamlText() {}

    /** The result of reading a file. */
    public sealed interface Reading {}

    /**
     * The file is a YAML mapping.
     *
     * @param json the file as JSON
     * @param lines line (from 1) of each value by its JSON pointer
     */
    public record Document(ObjectNode json, Map<String, Integer> lines) implements Reading {

        /** The line of a pointer, or of its nearest ancestor in the file. */
        public int line(String pointer) {
            var at = pointer;
            while (!lines.containsKey(at) && !at.isEmpty()) {
                at = at.substring(0, at.lastIndexOf('/'));
            }
            return lines.getOrDefault(at, 1);
        }
    }

    /** The file cannot be parsed. */
    public record Unreadable(int line, LocalizedText message) implements Reading {}

    /** Reads a file: UTF-8 with or without byte order mark, one document, no aliases, no tags. */
    public static Reading read(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return new Unreadable(1, MESSAGES.text("yaml.too-large", MAX_BYTES / 1024));
        }
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        // The buffer is large enough, so any result except underflow is a malformed byte.
        if (StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
            var before = new String(bytes, 0, in.position(), StandardCharsets.ISO_8859_1);
            return new Unreadable(lineAfter(before), MESSAGES.text("yaml.utf8"));
        }
        return parse(withoutMark(out.flip().toString()));
    }

    private static Reading parse(String text) {
        try {
            var events = new Parse(LoadSettings.builder().build()).parseString(text);
            return new YamlDocument(events.iterator()).read();
        } catch (YamlDocument.Malformed e) {
            return new Unreadable(e.line, e.reason);
        } catch (MarkedYamlEngineException e) {
            var line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            return new Unreadable(line, MESSAGES.text("yaml.malformed", e.getProblem()));
        } catch (ReaderException e) {
            var position = text.offsetByCodePoints(0, e.getPosition());
            return new Unreadable(
                    lineAfter(text.substring(0, position)), MESSAGES.text("yaml.character"));
        } catch (YamlEngineException e) {
            return new Unreadable(
                    1, MESSAGES.text("yaml.malformed", String.valueOf(e.getMessage())));
        }
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static int lineAfter(String text) {
        return 1 + (int) text.chars().filter(c -> c == '\n').count();
    }
}
