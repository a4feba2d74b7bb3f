package dev.obtaskd.catalogue.schema;

import com.fasterxml.jackson.core.JsonPointer;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.format.Format;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The supported values of {@code format}. An operation with another one is refused. */
public final class FormatCheckers {

    private static final int MAX_LENGTH = 2_000;
    private static final int MAX_LABEL = 63;
    private static final int MAX_MAILBOX = 64;
    private static final int MAX_OCTET = 255;
    // Steps of the budget: for each text, and for one that is parsed.
    private static final int COST = 100;
    private static final int PARSE = 1_000;
    private static final int URI_CHARACTER = 5;
    private static final String TIME =
            "[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?([zZ]|[+-][0-9]{2}:[0-9]{2})$";
    private static final String LABEL = "[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?";
    private static final String HEX = "[0-9A-Fa-f]";

    private static final Map<String, Predicate<String>> KNOWN =
            new TreeMap<>(
                    Map.ofEntries(
                            Map.entry(
                                    "date",
                                    like("^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
                                            .and(text -> parses(() -> LocalDate.parse(text)))),
                            Map.entry(
                                    "time",
                                    like("^" + TIME)
                                            .and(text -> parses(() -> OffsetTime.parse(text)))),
                            Map.entry(
                                    "date-time",
                                    like("^[0-9]{4}-[0-9]{2}-[0-9]{2}[tT]" + TIME)
                                            .and(text -> parses(() -> OffsetDateTime.parse(text)))),
                            Map.entry(
                                    "duration",
                                    like("^P([0-9]+W|([0-9]+Y)?([0-9]+M)?([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+S)?)?)$")
                                            .and(like("[0-9][A-Z]$"))),
                            Map.entry(
                                    "email",
                                    like("^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@"
                                                    + LABEL
                                                    + "(\\."
                                                    + LABEL
                                                    + ")*$")
                                            .and(
                                                    text ->
                                                            text.indexOf('@') <= MAX_MAILBOX
                                                                    && shortLabels(
                                                                            text.substring(
                                                                                    text.indexOf(
                                                                                                    '@')
                                                                                            + 1)))),
                            Map.entry(
                                    "hostname",
                                    like("^" + LABEL + "(\\." + LABEL + ")*$")
                                            .and(
                                                    text ->
                                                            text.length() <= 253
                                                                    && shortLabels(text))),
                            Map.entry(
                                    "ipv4",
                                    like("^[0-9]+(\\.[0-9]+){3}$")
                                            .and(
                                                    text ->
                                                            Stream.of(text.split("\\."))
                                                                    .allMatch(
                                                                            FormatCheckers
                                                                                    ::octet))),
                            Map.entry(
                                    "ipv6",
                                    like("^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*$")
                                            .and(
                                                    text ->
                                                            parses(
                                                                    () ->
                                                                            InetAddress.ofLiteral(
                                                                                    text)))),
                            Map.entry("uri", text -> uri(text, true)),
                            Map.entry("uri-reference", text -> uri(text, false)),
                            Map.entry(
                                    "uuid",
                                    like("^" + HEX + "{8}(-" + HEX + "{4}){3}-" + HEX + "{12}$")),
                            Map.entry(
                                    "json-pointer",
                                    like("^(/([^~]|~[01])*)?$")
                                            .and(text -> parses(() -> JsonPointer.compile(text)))),
                            Map.entry("regex", text -> LinearPatterns.flaw(text).isEmpty())));

    private FormatCheckers() {}

    public static boolean known(String format) {
        return KNOWN.containsKey(format);
    }

    public static String names() {
        return String.join(", ", KNOWN.keySet());
    }

    /** The formats for the validator. */
    static Collection<Format> all() {
        return KNOWN.entrySet().stream()
                .<Format>map(known -> new Named(known.getKey(), known.getValue()))
                .toList();
    }

    private record Named(String name, Predicate<String> rule) implements Format {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean matches(ExecutionContext context, String value) {
            CheckBudget.spend(COST + value.length());
            return value.length() <= MAX_LENGTH && rule.test(value);
        }
    }

    private static Predicate<String> like(String pattern) {
        return LinearPatterns.compile(pattern)::matches;
    }

    /** Not part of the pattern: a repetition up to 63 is slow for every text. */
    private static boolean shortLabels(String name) {
        return Stream.of(name.split("\\.")).allMatch(label -> label.length() <= MAX_LABEL);
    }

    private static boolean octet(String digits) {
        return digits.equals("0")
                || digits.length() <= 3
                        && !digits.startsWith("0")
                        && Integer.parseInt(digits) <= MAX_OCTET;
    }

    private static boolean parses(Runnable parser) {
        CheckBudget.spend(PARSE);
        try {
            parser.run();
            return true;
        } catch (DateTimeException | IllegalArgumentException no) {
            return false;
        }
    }

    private static boolean uri(String text, boolean absolute) {
        CheckBudget.spend(PARSE + (long) URI_CHARACTER * text.length());
        try {
            return new URI(text).isAbsolute() || !absolute;
        } catch (URISyntaxException no) {
            return false;
        }
    }
}
