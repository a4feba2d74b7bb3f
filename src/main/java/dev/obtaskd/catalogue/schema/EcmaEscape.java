package dev.obtaskd.catalogue.schema;

import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An escape of an ECMA 262 pattern in RE2 syntax.
 *
 * @param inside its form within [ and ]
 * @param outside its form elsewhere
 * @param character the one character it stands for; -1 if it stands for a set or a position
 * @param length in the pattern
 */
record EcmaEscape(String inside, String outside, int character, int length) {

    private static final Messages MESSAGES = Messages.of("catalogue");

    private static final String SPACES =
            "\\t\\n"
                + "\\x{B}\\f\\r"
                + " \\x{A0}\\x{1680}\\x{2000}-\\x{200A}\\x{2028}\\x{2029}\\x{202F}\\x{205F}\\x{3000}\\x{FEFF}";
    private static final String NO_SPACES =
            "\\x{0}-\\x{8}\\x{E}-\\x{1F}!-\\x{9F}\\x{A1}-\\x{167F}\\x{1681}-\\x{1FFF}\\x{200B}-\\x{2027}\\x{202A}-\\x{202E}"
                + "\\x{2030}-\\x{205E}\\x{2060}-\\x{2FFF}\\x{3001}-\\x{FEFE}\\x{FF00}-\\x{10FFFF}";
    private static final Map<Character, Integer> CONTROLS =
            Map.of('t', 9, 'n', 10, 'v', 11, 'f', 12, 'r', 13);
    private static final Pattern HEX =
            Pattern.compile("\\\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|u\\{([0-9A-Fa-f]{1,6})})");
    private static final Pattern PROPERTY =
            Pattern.compile("\\\\([pP])\\{(?:[A-Za-z_]+=)?([A-Za-z_]+)}");
    private static final Map<String, String> CATEGORIES =
            Map.ofEntries(
                    Map.entry("letter", "L"),
                    Map.entry("uppercase_letter", "Lu"),
                    Map.entry("lowercase_letter", "Ll"),
                    Map.entry("titlecase_letter", "Lt"),
                    Map.entry("modifier_letter", "Lm"),
                    Map.entry("other_letter", "Lo"),
                    Map.entry("mark", "M"),
                    Map.entry("number", "N"),
                    Map.entry("decimal_number", "Nd"),
                    Map.entry("digit", "Nd"),
                    Map.entry("punctuation", "P"),
                    Map.entry("punct", "P"),
                    Map.entry("symbol", "S"),
                    Map.entry("separator", "Z"),
                    Map.entry("space_separator", "Zs"),
                    Map.entry("other", "C"),
                    Map.entry("control", "Cc"));

    /**
     * Reads an escape.
     *
     * @param at index of the backslash
     * @param inSet whether it stands within [ and ]
     * @throws EcmaPattern.Refused if there is no such escape
     */
    static EcmaEscape read(String text, int at, boolean inSet) {
        if (at + 1 >= text.length()) {
            throw new EcmaPattern.Refused(MESSAGES.text("pattern.escape.end"));
        }
        var c = text.charAt(at + 1);
        var control = CONTROLS.get(c);
        if (control != null) {
            return character(control, 2);
        }
        return switch (c) {
            case 'd', 'D', 'w', 'W' -> set("\\" + c, "\\" + c, 2);
            case 's' -> set(SPACES, "[" + SPACES + "]", 2);
            case 'S' -> set(NO_SPACES, "[^" + SPACES + "]", 2);
            case 'b' -> inSet ? character('\b', 2) : set("", "\\b", 2);
            case 'B' -> inSet ? refused(text, at, null) : set("", "\\B", 2);
            case 'p', 'P' -> property(text, at);
            case 'x', 'u' -> hexadecimal(text, at);
            case 'c' -> letter(text, at);
            case 'k', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
                    refused(text, at, MESSAGES.text("pattern.escape.back", shown(text, at)));
            case '0' ->
                    at + 2 < text.length() && Character.isDigit(text.charAt(at + 2))
                            ? refused(text, at, null)
                            : character(0, 2);
            default -> other(text, at);
        };
    }

    /** A character that stands for itself. */
    static String literal(int character) {
        if (character < 0x80 && !Character.isLetterOrDigit(character)) {
            return "\\x{" + Integer.toHexString(character) + "}";
        }
        return Character.toString(character);
    }

    /** The start of the text at an index, for messages. */
    static String shown(String text, int at) {
        return text.substring(
                at,
                Math.min(
                        text.length(),
                        text.offsetByCodePoints(
                                at, Math.min(3, text.codePointCount(at, text.length())))));
    }

    private static EcmaEscape character(int character, int length) {
        if (character > Character.MAX_CODE_POINT
                || character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
            throw new EcmaPattern.Refused(
                    MESSAGES.text("pattern.character", Integer.toHexString(character)));
        }
        return new EcmaEscape(literal(character), literal(character), character, length);
    }

    private static EcmaEscape set(String inside, String outside, int length) {
        return new EcmaEscape(inside, outside, -1, length);
    }

    private static EcmaEscape property(String text, int at) {
        var property = PROPERTY.matcher(text).region(at, text.length());
        if (!property.lookingAt()) {
            return refused(text, at, null);
        }
        var name = property.group(2);
        var written =
                "\\"
                        + property.group(1)
                        + "{"
                        + CATEGORIES.getOrDefault(name.toLowerCase(Locale.ROOT), name)
                        + "}";
        return set(written, written, property.group().length());
    }

    private static EcmaEscape hexadecimal(String text, int at) {
        var hex = HEX.matcher(text).region(at, text.length());
        if (!hex.lookingAt()) {
            return refused(text, at, null);
        }
        var digits =
                hex.group(1) != null
                        ? hex.group(1)
                        : hex.group(2) != null ? hex.group(2) : hex.group(3);
        var value = Integer.parseInt(digits, 16);
        if (hex.group(2) == null
                || value < Character.MIN_HIGH_SURROGATE
                || value > Character.MAX_HIGH_SURROGATE) {
            return character(value, hex.group().length());
        }
        var low = HEX.matcher(text).region(hex.end(), text.length());
        if (!low.lookingAt() || low.group(2) == null) {
            return refused(text, at, null);
        }
        var pair = Character.toCodePoint((char) value, (char) Integer.parseInt(low.group(2), 16));
        return character(pair, low.end() - at);
    }

    private static EcmaEscape letter(String text, int at) {
        var letter = at + 2 < text.length() ? text.charAt(at + 2) : ' ';
        return letter < 0x80 && Character.isLetter(letter)
                ? character(letter % 32, 3)
                : refused(text, at, null);
    }

    private static EcmaEscape other(String text, int at) {
        var character = text.codePointAt(at + 1);
        return character < 0x80 && Character.isLetterOrDigit(character)
                ? refused(text, at, null)
                : character(character, 1 + Character.charCount(character));
    }

    private static EcmaEscape refused(String text, int at, @Nullable LocalizedText reason) {
        throw new EcmaPattern.Refused(
                reason != null ? reason : MESSAGES.text("pattern.escape.unknown", shown(text, at)));
    }
}
