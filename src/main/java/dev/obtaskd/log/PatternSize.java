package dev.obtaskd.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * Estimates the size of a regular expression with its repetitions written out, before it is
 * compiled: nested repetitions of a few characters would take gigabytes.
 */
final class PatternSize {

    private static final Pattern REPEAT = Pattern.compile("\\{([0-9]{1,9})(?:,([0-9]{0,9}))?}");
    private static final long HUGE = Integer.MAX_VALUE;

    /** The sizes of the open groups, the outermost last: of all, and of the last part. */
    private final Deque<long[]> groups = new ArrayDeque<>();

    private final String expression;
    private int at;

    private PatternSize(String expression) {
        this.expression = expression;
    }

    /** The number of its parts, at least; at most {@code Integer.MAX_VALUE}. */
    static long of(String expression) {
        return new PatternSize(expression).count();
    }

    private long count() {
        groups.push(new long[2]);
        var repeat = REPEAT.matcher(expression);
        while (at < expression.length()) {
            switch (expression.charAt(at)) {
                case '\\' -> escape();
                case '[' -> set();
                case '(' -> {
                    groups.push(new long[2]);
                    at++;
                }
                case ')' -> close();
                case '{' -> {
                    if (repeat.find(at) && repeat.start() == at) {
                        repeat(Long.parseLong(most(repeat.group(1), repeat.group(2))));
                        at = repeat.end();
                    } else {
                        part(1, 1);
                    }
                }
                default -> part(1, 1);
            }
        }
        return groups.stream().mapToLong(group -> group[0]).sum();
    }

    private void part(long size, int length) {
        var group = groups.element();
        group[0] = Math.min(HUGE, group[0] + size);
        group[1] = size;
        at += length;
    }

    private void repeat(long times) {
        var group = groups.element();
        group[0] = Math.min(HUGE, group[0] + group[1] * Math.max(0, times - 1));
        group[1] = Math.min(HUGE, group[1] * Math.max(1, times));
    }

    private void close() {
        var size = groups.pop()[0];
        if (groups.isEmpty()) {
            groups.push(new long[2]);
        }
        part(size, 1);
    }

    /** A quoted text, or one character. */
    private void escape() {
        if (!expression.startsWith("\\Q", at)) {
            part(1, 2);
            return;
        }
        var end = expression.indexOf("\\E", at);
        var quoted = (end < 0 ? expression.length() : end) - at - 2;
        part(quoted, quoted + (end < 0 ? 2 : 4));
    }

    private void set() {
        var end = at + (expression.startsWith("[^", at) ? 2 : 1);
        // A bracket in the first place is a member of the set.
        end += expression.startsWith("]", end) ? 1 : 0;
        while (end < expression.length() && expression.charAt(end) != ']') {
            if (expression.startsWith("[:", end) && expression.indexOf(":]", end) > 0) {
                end = expression.indexOf(":]", end) + 2;
            } else {
                end += expression.charAt(end) == '\\' ? 2 : 1;
            }
        }
        part(1, Math.min(end, expression.length()) + 1 - at);
    }

    private static String most(String least, String most) {
        return most == null || most.isEmpty() ? least : most;
    }
}
