package dev.obtaskd.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The header {@code Accept-Encoding}. */
final class AcceptedEncodings {

    private AcceptedEncodings() {}

    /**
     * Whether a client accepts gzip.
     *
     * @param headers the values of the header
     */
    static boolean gzip(List<String> headers) {
        return headers.stream()
                .flatMap(value -> Arrays.stream(value.split(",")))
                .map(coding -> coding.toLowerCase(Locale.ROOT).replace(" ", ""))
                .anyMatch(
                        coding ->
                                coding.matches("gzip(;q=(1(\\.0{0,3})?|0\\.(?!0+$)[0-9]{1,3}))?"));
    }
}
