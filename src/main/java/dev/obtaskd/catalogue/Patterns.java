package dev.obtaskd.catalogue;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import java.util.Optional;

/** Patterns of JSON Schema, matched in time that grows with the text's length only. */
final class Patterns {

    private static final int MAX_LENGTH = 2_000;

    private Patterns() {}

    /** @throws EcmaPattern.Refused if it is no pattern, or one that cannot be matched in linear time */
    static RegularExpression compile(String pattern) {
        if (pattern.length() > MAX_LENGTH) {
            throw new EcmaPattern.Refused("it is longer than " + MAX_LENGTH + " characters");
        }
        try {
            return new Linear(Pattern.compile(EcmaPattern.toRe2(pattern)));
        } catch (PatternSyntaxException e) {
            throw new EcmaPattern.Refused(e.getDescription());
        }
    }

    /** Why a pattern cannot be used; empty if it can. */
    static Optional<String> flaw(String pattern) {
        try {
            compile(pattern);
            return Optional.empty();
        } catch (EcmaPattern.Refused e) {
            return Optional.of("the pattern cannot be used: " + e.getMessage());
        }
    }

    private record Linear(Pattern pattern) implements RegularExpression {
        @Override
        public boolean matches(String value) {
            return pattern.matcher(new Metered(value, pattern.programSize())).find();
        }
    }

    /** A text each of whose characters costs as much as the pattern can do with it. */
    private record Metered(String text, int cost) implements CharSequence {

        @Override
        public char charAt(int index) {
            Budget.spend(cost);
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
