package dev.obtaskd.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/** Lets every Quarkus test compare the responses that it receives with the OpenAPI document. */
public final class DocumentedResponsesCallback implements QuarkusTestBeforeEachCallback {

    private static final String DOCUMENT = "META-INF/quarkus-generated-openapi-doc.JSON";

    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        if (RestAssured.filters().stream().noneMatch(DocumentedResponses.class::isInstance)) {
            RestAssured.filters(documentedResponses());
        }
    }

    private static DocumentedResponses documentedResponses() {
        var loader = Thread.currentThread().getContextClassLoader();
        try (var in = Objects.requireNonNull(loader.getResourceAsStream(DOCUMENT), DOCUMENT)) {
            return new DocumentedResponses(new ObjectMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
