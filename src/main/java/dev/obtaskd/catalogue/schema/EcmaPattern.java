package dev.obtaskd.catalogue.schema;

import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Translates a pattern of ECMA 262, the dialect of JSON Schema, to RE2. Refuses what RE2 cannot
 * match in linear time, and what is not ECMA 262 or differs between dialects.
 */
final class EcmaPattern {

    private static final Messages MESSAGES = Messages.of("catalogue");

    private static final int MAX_SIZE = 5_000;
    private static final int MAX_REPEAT = 1_000;
    private static final int MAX_NESTING = 100;
    private static final Pattern REPEAT = Pattern.compile("\\{([0-9]{1,9})(,([0-9]{0,9}))?}");
    private static final Pattern FLAG = Pattern.compile("\\(\\?-?i([:)])");
    private static final Pattern NAMED = Pattern.compile("\\(\\?<[A-Za-z_$][A-Za-z0-9_$]*>");

    private final String text;
    private final StringBuilder re2 = new StringBuilder();
    private final Deque<Size> groups = new ArrayDeque<>();
    private int at;

    private EcmaPattern(String text) {
        this.text = text;
    }

    /**
     * @throws Refused with the reason
     */
    static String toRe2(String pattern) {
        return new EcmaPattern(pattern).translate();
    }

    /**
     * Without case sensitivity, the time to compile a range grows with the square of its length.
     */
    static void folds(String pattern, int characters) {
        if (pattern.contains("(?i")) {
            var tens = characters / 10L;
            CheckBudget.spend(tens * tens);
        }
    }

    /** The pattern cannot be used. */
    static final class Refused extends IllegalArgumentException {

        private final transient LocalizedText reason;

        Refused(LocalizedText reason) {
            super(reason.en());
            this.reason = reason;
        }

        LocalizedText reason() {
            return reason;
        }
    }

    /** The size of a group with its repetitions expanded. */
    private static final class Size {
        private long all;
        private long last;

        void add(long size) {
            last = size;
            all += size;
        }

        void repeat(long times) {
            all += last * (times - 1);
            last *= times;
            if (all > MAX_SIZE) {
                throw new Refused(MESSAGES.text("pattern.large", MAX_SIZE));
            }
        }
    }

    private String translate() {
        groups.push(new Size());
        while (at < text.length()) {
            next();
        }
        if (groups.size() > 1) {
            throw new Refused(MESSAGES.text("pattern.group.open"));
        }
        return re2.toString();
    }

    private void next() {
        var c = text.charAt(at);
        switch (c) {
            case '\\' -> escape();
            case '[' -> set();
            case '(' -> open();
            case ')' -> close();
            case '{' -> brace();
            case '*', '+', '?' -> quantifier(String.valueOf(c), 1, 2);
            case '.' -> atom("[^\\n\\r\\x{2028}\\x{2029}]", 1);
            case '|', '^', '$' -> atom(String.valueOf(c), 1);
            default -> literal();
        }
    }

    private void atom(String written, int length) {
        re2.append(written);
        groups.element().add(1);
        groups.element().repeat(1);
        at += length;
    }

    private void literal() {
        var c = text.codePointAt(at);
        atom(EcmaEscape.literal(c), Character.charCount(c));
    }

    private void escape() {
        var escape = EcmaEscape.read(text, at, false);
        atom(escape.outside(), escape.length());
    }

    private void set() {
        var set = EcmaSet.read(text, at);
        atom(set.written(), set.length());
    }

    private void open() {
        var flag = FLAG.matcher(text).region(at, text.length());
        var named = NAMED.matcher(text).region(at, text.length());
        if (flag.lookingAt()) {
            re2.append(flag.group());
            at = flag.end();
            if (flag.group(1).equals(")")) {
                return;
            }
        } else if (named.lookingAt()) {
            re2.append("(?:");
            at = named.end();
        } else {
            refuseSpecialGroup();
            re2.append("(?:");
            at += text.startsWith("(?:", at) ? 3 : 1;
        }
        groups.push(new Size());
        if (groups.size() > MAX_NESTING) {
            throw new Refused(MESSAGES.text("pattern.nesting", MAX_NESTING));
        }
    }

    private void refuseSpecialGroup() {
        if (text.startsWith("(?=", at) || text.startsWith("(?!", at)) {
            throw new Refused(MESSAGES.text("pattern.lookahead", text.substring(at, at + 3)));
        }
        if (text.startsWith("(?<=", at) || text.startsWith("(?<!", at)) {
            throw new Refused(MESSAGES.text("pattern.lookbehind", text.substring(at, at + 4)));
        }
        if (text.startsWith("(?", at) && !text.startsWith("(?:", at)) {
            throw new Refused(MESSAGES.text("pattern.group", EcmaEscape.shown(text, at)));
        }
    }

    private void close() {
        if (groups.size() == 1) {
            throw new Refused(MESSAGES.text("pattern.group.close"));
        }
        re2.append(')');
        at++;
        var size = groups.pop().all;
        groups.element().add(size);
        groups.element().repeat(1);
    }

    private void brace() {
        var repeat = REPEAT.matcher(text).region(at, text.length());
        if (!repeat.lookingAt()) {
            literal();
            return;
        }
        var least = Integer.parseInt(repeat.group(1));
        var open = repeat.group(2) != null && repeat.group(3).isEmpty();
        var most = repeat.group(2) == null || open ? least : Integer.parseInt(repeat.group(3));
        if (Math.max(least, most) > MAX_REPEAT) {
            throw new Refused(MESSAGES.text("pattern.repeat", repeat.group(), MAX_REPEAT));
        }
        if (most < least) {
            throw new Refused(MESSAGES.text("pattern.repeat.order", repeat.group()));
        }
        quantifier(repeat.group(), repeat.group().length(), Math.max(1, most + (open ? 1 : 0)));
    }

    private void quantifier(String written, int length, long times) {
        re2.append(written);
        at += length;
        groups.element().repeat(times);
        if (text.startsWith("?", at)) {
            re2.append('?');
            at++;
        }
    }
}
