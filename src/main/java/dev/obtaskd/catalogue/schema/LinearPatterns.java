package dev.obtaskd.catalogue.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.util.Optional;

/** Patterns of JSON Schema, matched in time that grows with the text's length only. */
public final class LinearPatterns {

    private static final Messages MESSAGES = Messages.of("catalogue");

    private static final int MAX_LENGTH = 2_000;
    // Steps of the budget: for each character and part of a pattern that is compiled, and for each
    // text.
    private static final int COMPILE = 10;
    private static final int MATCH = 50;

    /**
     * The other case of each character of a set is looked up, of up to a million for a few
     * characters of pattern.
     */
    private static final int COMPILE_FOLDED = 150_000;

    private LinearPatterns() {}

    /**
     * @throws EcmaPattern.Refused if it is not a pattern or cannot be matched in linear time
     */
    static RegularExpression compile(String pattern) {
        if (pattern.length() > MAX_LENGTH) {
            throw new EcmaPattern.Refused(MESSAGES.text("pattern.long", MAX_LENGTH));
        }
        CheckBudget.spend(
                (long) (pattern.contains("(?i") ? COMPILE_FOLDED : COMPILE) * pattern.length());
        try {
            var compiled = Pattern.compile(EcmaPattern.toRe2(pattern));
            CheckBudget.spend((long) COMPILE * compiled.programSize());
            return new Linear(compiled);
        } catch (PatternSyntaxException e) {
            throw new EcmaPattern.Refused(
                    // The text of the library, in English only.
                    new LocalizedText(e.getDescription(), e.getDescription()));
        }
    }

    /** Why a pattern cannot be used; empty if it can. */
    public static Optional<LocalizedText> flaw(String pattern) {
        try {
            compile(pattern);
            return Optional.empty();
        } catch (EcmaPattern.Refused e) {
            return Optional.of(MESSAGES.text("pattern.unusable", e.reason()));
        }
    }

    private record Linear(Pattern pattern) implements RegularExpression {
        @Override
        public boolean matches(String value) {
            // Before the first character and after the last one, too, all of the pattern is gone
            // through.
            CheckBudget.spend(MATCH + pattern.programSize());
            return pattern.matcher(new Metered(value, pattern.programSize())).find();
        }
    }

    /** A text in which each character has the greatest cost for the pattern. */
    private record Metered(String text, int cost) implements CharSequence {

        @Override
        public char charAt(int index) {
            CheckBudget.spend(cost);
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
