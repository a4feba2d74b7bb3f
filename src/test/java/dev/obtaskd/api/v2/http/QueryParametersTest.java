package dev.obtaskd.api.v2.http;

import static dev.obtaskd.api.v2.http.QueryParameter.constants;
import static dev.obtaskd.api.v2.http.QueryParameter.flag;
import static dev.obtaskd.api.v2.http.QueryParameter.integer;
import static dev.obtaskd.api.v2.http.QueryParameter.limit;
import static dev.obtaskd.api.v2.http.QueryParameter.sort;
import static dev.obtaskd.api.v2.http.QueryParameter.text;
import static dev.obtaskd.api.v2.http.QueryParameter.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.obtaskd.task.TaskState;
import dev.obtaskd.text.Language;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParametersTest {

    private static final class Parameters extends QueryParameters {
        final QueryParameter<String> q = add(text("q", "Text"));
        final QueryParameter<List<TaskState>> state =
                add(constants("state", TaskState.class, "States"));
        final QueryParameter<Instant> from = add(time("from", "Start"));
        final QueryParameter<Boolean> hidden = add(flag("hidden", "All"));
        final QueryParameter<Integer> limit = add(limit(50, 500, "Items"));
        final QueryParameter<Long> attempt = add(integer("attempt", 1, "Attempt"));
        final QueryParameter<Integer> tail =
                add(integer("tail", 1, 100, "Lines").map(Long::intValue));
        final QueryParameter<String> sort =
                add(sort(List.of("name", "age"), "Order").orElse("-name"));
    }

    private static final Parameters PARAMETERS = new Parameters();

    @Test
    void readsEveryTypeOfValue() {
        var query =
                PARAMETERS.read(
                        "q=a%20b+%E4%B8%AD&state=FAILED&state=RUNNING&from=2026-01-02T03:04:05%2B08:00&hidden=true&limit=7&attempt=2&tail=100&sort=-age");
        assertThat(query.find(PARAMETERS.q)).contains("a b 中");
        assertThat(query.get(PARAMETERS.state))
                .containsExactly(TaskState.FAILED, TaskState.RUNNING);
        assertThat(query.find(PARAMETERS.from)).contains(Instant.parse("2026-01-01T19:04:05Z"));
        assertThat(query.get(PARAMETERS.hidden)).isTrue();
        assertThat(query.get(PARAMETERS.limit)).isEqualTo(7);
        assertThat(query.find(PARAMETERS.attempt)).contains(2L);
        assertThat(query.find(PARAMETERS.tail)).contains(100);
        assertThat(query.get(PARAMETERS.sort)).isEqualTo("-age");
    }

    @Test
    void absentParametersHaveDefaults() {
        var query = PARAMETERS.read((String) null);
        assertThat(query.find(PARAMETERS.q)).isEmpty();
        assertThat(query.get(PARAMETERS.state)).isEmpty();
        assertThat(query.get(PARAMETERS.hidden)).isFalse();
        assertThat(query.get(PARAMETERS.limit)).isEqualTo(50);
        assertThat(query.find(PARAMETERS.limit)).isEmpty();
        assertThat(query.get(PARAMETERS.sort)).isEqualTo("-name");
    }

    @Test
    void acceptsAnUnencodedPlusInATime() {
        var query = PARAMETERS.read("from=2026-01-02T03:04:05+08:00");
        assertThat(query.find(PARAMETERS.from)).contains(Instant.parse("2026-01-01T19:04:05Z"));
    }

    @Test
    void namesTheUnknownParameterAndTheSupportedOnes() {
        var refused = refused("sttae=FAILED");
        assertThat(refused.code()).isEqualTo(ErrorCode.UNKNOWN_PARAMETER);
        assertThat(refused.detail().en())
                .isEqualTo(
                        "Unknown query parameter 'sttae'. Supported: attempt, from, hidden, limit,"
                                + " q, sort, state, tail.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=-1",
                "limit=501",
                "limit=1000000000",
                "limit=x",
                "limit=",
                "limit=99999999999999999999"
            })
    void refusesAnInvalidLimit(String raw) {
        var refused = refused(raw);
        assertThat(refused.code()).isEqualTo(ErrorCode.LIMIT_INVALID);
        assertThat(refused.detail().en()).isEqualTo("'limit' must be an integer from 1 to 500.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "state=failed | 'state' must be one of PENDING, RUNNING,",
                "from=yesterday | 'from' must be a time such as 2026-01-31T08:00:00Z.",
                "from=1969-12-31T23:59:59Z | 'from' must be between the years 1970 and 9999.",
                "hidden=1 | 'hidden' must be true or false.",
                "attempt=0 | 'attempt' must be an integer of at least 1.",
                "tail=101 | 'tail' must be an integer from 1 to 100.",
                "sort=--age | 'sort' must be one of name, age; prefix with '-' for descending.",
                "q=a&q=b | 'q' must be given only once.",
            })
    void refusesInvalidValues(String raw, String message) {
        var refused = refused(raw);
        assertThat(refused.code()).isEqualTo(ErrorCode.FILTER_INVALID);
        assertThat(refused.detail().en()).startsWith(message);
        var error = refused.errors().getFirst();
        assertThat(error.field() + "=" + error.value()).isEqualTo(raw.replaceAll(".*&", ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=%",
                "q=%4",
                "q=%zz",
                "q=%00",
                "q=%ff",
                "q=%c0%80",
                "%ff=1",
                "q=%ed%a0%80"
            })
    void refusesInvalidEncoding(String raw) {
        assertThat(refused(raw).code()).isEqualTo(ErrorCode.REQUEST_MALFORMED);
    }

    @Test
    void truncatesRepeatedText() {
        assertThat(
                        refused("attempt=" + "x".repeat(1_000))
                                .errors()
                                .getFirst()
                                .in(Language.EN)
                                .value())
                .hasSize(200);
        assertThat(refused("y".repeat(1_000)).detail().en()).hasSizeLessThan(400);
    }

    @Test
    void refusesADeclarationThatIsAmbiguousOrNotMade() {
        assertThatThrownBy(
                        () ->
                                new QueryParameters() {
                                    {
                                        add(text("q", "One"));
                                        add(text("q", "Two"));
                                    }
                                })
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> QueryParameters.NONE.read("").find(PARAMETERS.q))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static ProblemException refused(String raw) {
        return catchThrowableOfType(ProblemException.class, () -> PARAMETERS.read(raw));
    }
}
