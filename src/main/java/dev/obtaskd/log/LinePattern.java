package dev.obtaskd.log;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;

/**
 * A regular expression in the syntax of RE2, which is matched in time linear in the length of a
 * line. Its length and its compiled size are limited, as they are factors of that time.
 */
public final class LinePattern {

    /** The longest expression, in characters. */
    public static final int MAX_LENGTH = 500;

    /** The greatest number of instructions of the compiled expression. */
    private static final int MAX_SIZE = 400;

    private final Pattern pattern;

    private LinePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /**
     * Compiles an expression.
     *
     * @throws InvalidPatternException with the reason if it cannot be used
     */
    public static LinePattern of(String expression) throws InvalidPatternException {
        if (expression.length() > MAX_LENGTH) {
            throw new InvalidPatternException(
                    "it has "
                            + expression.length()
                            + " characters; at most "
                            + MAX_LENGTH
                            + " are supported");
        }
        if (PatternSize.of(expression) > MAX_SIZE) {
            throw tooLarge();
        }
        try {
            var pattern = Pattern.compile(expression);
            if (pattern.programSize() > MAX_SIZE) {
                throw tooLarge();
            }
            return new LinePattern(pattern);
        } catch (PatternSyntaxException e) {
            throw new InvalidPatternException(e.getDescription());
        }
    }

    boolean matches(String text) {
        return pattern.matcher(text).find();
    }

    private static InvalidPatternException tooLarge() {
        return new InvalidPatternException("it is too large when its repetitions are written out");
    }

    /** An expression that cannot be used. */
    public static final class InvalidPatternException extends Exception {
        private final String reason;

        InvalidPatternException(String reason) {
            super(reason);
            this.reason = reason;
        }

        /** Why it cannot be used. */
        public String reason() {
            return reason;
        }
    }
}
