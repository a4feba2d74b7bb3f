package dev.obtaskd.catalogue.yaml;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
    public record Unreadable(int line, String message) implements Reading {}

    /** Reads a file: UTF-8 with or without byte order mark, one document, no aliases, no tags. */
    public static Reading read(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            return new Unreadable(1, "the file is larger than " + MAX_BYTES / 1024 + " KiB");
        }
        var in = ByteBuffer.wrap(bytes);
        var out = CharBuffer.allocate(bytes.length);
        // The buffer is large enough, so any result except underflow is a malformed byte.
        if (StandardCharsets.UTF_8.newDecoder().decode(in, out, true).isError()) {
            var before = new String(bytes, 0, in.position(), StandardCharsets.ISO_8859_1);
            return new Unreadable(lineAfter(before), "the file must be UTF-8");
        }
        return parse(withoutMark(out.flip().toString()));
    }

    private static Reading parse(String text) {
        try {
            var events = new Parse(LoadSettings.builder().build()).parseString(text);
            return new YamlDocument(events.iterator()).read();
        } catch (YamlDocument.Malformed e) {
            return new Unreadable(e.line, requireNonNull(e.getMessage()));
        } catch (MarkedYamlEngineException e) {
            var line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            return new Unreadable(line, "not YAML: " + e.getProblem());
        } catch (ReaderException e) {
            var position = text.offsetByCodePoints(0, e.getPosition());
            return new Unreadable(
                    lineAfter(text.substring(0, position)), "the character is not allowed in YAML");
        } catch (YamlEngineException e) {
            return new Unreadable(1, "not YAML: " + e.getMessage());
        }
    }

    private static String withoutMark(String text) {
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static int lineAfter(String text) {
        return 1 + (int) text.chars().filter(c -> c == '\n').count();
    }
}
