package dev.obtaskd.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * The HTML of the page with a placeholder for the nonce.
 *
 * @param text of the document
 */
record PageTemplate(String text) {

    /** Stands in the document wherever it needs the nonce. */
    static final String PLACEHOLDER = "__CSP_NONCE__";

    private static final String WITHOUT_PAGE = "without-page.html";

    /**
     * Everything from this daemon only, and no inline scripts. The component library inserts style
     * elements at run time; they have the nonce.
     */
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-"
                    + PLACEHOLDER
                    + "'; img-src 'self' data:; font-src 'self'; connect-src 'self';"
                    + " manifest-src 'self'; base-uri 'none'; form-action 'self';"
                    + " frame-ancestors 'none'";

    /** Says in English and Chinese that this build has no page, and how to build it. */
    static PageTemplate ofBuildWithoutPage() {
        try (var in = PageTemplate.class.getResourceAsStream(WITHOUT_PAGE)) {
            return new PageTemplate(
                    new String(
                            Objects.requireNonNull(in, WITHOUT_PAGE).readAllBytes(),
                            StandardCharsets.UTF_8));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The document with a nonce. */
    String with(String nonce) {
        return text.replace(PLACEHOLDER, nonce);
    }

    /** The content security policy that allows styles with the nonce. */
    static String policy(String nonce) {
        return POLICY.replace(PLACEHOLDER, nonce);
    }
}
