package dev.obtaskd.catalogue.schema;

import dev.obtaskd.text.Messages;

/**
 * A set of characters in a pattern of ECMA 262, {@code [a-z\d]}, in RE2 syntax.
 *
 * @param length in the pattern
 */
record EcmaSet(String written, int length) {

    private static final Messages MESSAGES = Messages.of("catalogue");

    private static final String ALL = "\\x{0}-\\x{10FFFF}";

    /**
     * Reads a set.
     *
     * @param at index of its [
     * @throws EcmaPattern.Refused if it is invalid or differs between dialects
     */
    static EcmaSet read(String text, int at) {
        var negated = text.startsWith("[^", at);
        var from = at + (negated ? 2 : 1);
        if (text.startsWith("]", from)) {
            return new EcmaSet("[" + (negated ? "" : "^") + ALL + "]", from + 1 - at);
        }
        var written = new StringBuilder(negated ? "[^" : "[");
        var next = from;
        while (!text.startsWith("]", next)) {
            next = member(text, next, written);
        }
        return new EcmaSet(written.append(']').toString(), next + 1 - at);
    }

    private static int member(String text, int at, StringBuilder written) {
        var first = single(text, at);
        var after = at + first.length();
        if (!text.startsWith("-", after)
                || text.startsWith("-]", after)
                || after + 1 >= text.length()) {
            written.append(first.inside());
            return after;
        }
        var last = single(text, after + 1);
        // With a set at one end, the - is literal.
        var range = first.character() >= 0 && last.character() >= 0;
        if (range && last.character() < first.character()) {
            throw new EcmaPattern.Refused(
                    MESSAGES.text(
                            "pattern.set.range", text.substring(at, after + 1 + last.length())));
        }
        if (range) {
            EcmaPattern.folds(text, last.character() - first.character());
        }
        written.append(first.inside()).append(range ? "-" : "\\-").append(last.inside());
        return after + 1 + last.length();
    }

    private static EcmaEscape single(String text, int at) {
        if (at >= text.length()) {
            throw new EcmaPattern.Refused(MESSAGES.text("pattern.set.open"));
        }
        if (text.startsWith("[", at)) {
            throw new EcmaPattern.Refused(MESSAGES.text("pattern.set.nested"));
        }
        if (text.startsWith("&&", at)) {
            throw new EcmaPattern.Refused(MESSAGES.text("pattern.set.and"));
        }
        if (text.startsWith("\\", at)) {
            if (text.startsWith("\\S", at)) {
                EcmaPattern.folds(text, Character.MAX_CODE_POINT);
            }
            return EcmaEscape.read(text, at, true);
        }
        var character = text.codePointAt(at);
        return new EcmaEscape(
                EcmaEscape.literal(character), "", character, Character.charCount(character));
    }
}
