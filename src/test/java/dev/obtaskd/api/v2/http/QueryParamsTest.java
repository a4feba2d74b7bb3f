package dev.obtaskd.api.v2.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.obtaskd.task.TaskState;
import java.time.Instant;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryParamsTest {

    @Test
    void readsEveryTypeOfValue() {
        var query =
                query(
                        "q=a%20b+%E4%B8%AD&state=FAILED&state=RUNNING&from=2026-01-02T03:04:05%2B08:00&hidden=true&limit=7");
        assertThat(query.text("q")).contains("a b 中");
        assertThat(query.several("state", TaskState.class))
                .containsExactly(TaskState.RUNNING, TaskState.FAILED);
        assertThat(query.instant("from")).contains(Instant.parse("2026-01-01T19:04:05Z"));
        assertThat(query.flag("hidden")).isTrue();
        assertThat(query.limit(50, 500)).isEqualTo(7);
    }

    @Test
    void absentParametersHaveDefaults() {
        var query = query(null);
        assertThat(query.text("q")).isEmpty();
        assertThat(query.several("state", TaskState.class)).isEmpty();
        assertThat(query.flag("hidden")).isFalse();
        assertThat(query.limit(50, 500)).isEqualTo(50);
    }

    @Test
    void acceptsAnUnencodedPlusInATime() {
        assertThat(query("from=2026-01-02T03:04:05+08:00").instant("from"))
                .contains(Instant.parse("2026-01-01T19:04:05Z"));
    }

    @Test
    void namesTheUnknownParameterAndTheSupportedOnes() {
        var refused = refused(() -> query("sttae=FAILED"));
        assertThat(refused.code()).isEqualTo(ErrorCode.UNKNOWN_PARAMETER);
        assertThat(refused.detail().en()).contains("sttae", "from, hidden, limit, q, state");
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
        assertThat(refused(() -> query(raw).limit(50, 500)).code())
                .isEqualTo(ErrorCode.LIMIT_INVALID);
    }

    @Test
    void refusesInvalidValues() {
        assertThat(refused(() -> query("state=failed").several("state", TaskState.class)).code())
                .isEqualTo(ErrorCode.FILTER_INVALID);
        assertThat(refused(() -> query("from=yesterday").instant("from")).code())
                .isEqualTo(ErrorCode.FILTER_INVALID);
        assertThat(refused(() -> query("hidden=1").flag("hidden")).code())
                .isEqualTo(ErrorCode.FILTER_INVALID);
        assertThat(refused(() -> query("q=0").number("q", 1)).code())
                .isEqualTo(ErrorCode.FILTER_INVALID);
        assertThat(refused(() -> query("q=a&q=b").text("q")).code())
                .isEqualTo(ErrorCode.FILTER_INVALID);
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
        assertThat(refused(() -> query(raw)).code()).isEqualTo(ErrorCode.REQUEST_MALFORMED);
    }

    @Test
    void truncatesRepeatedText() {
        var refused = refused(() -> query("q=" + "x".repeat(1_000)).number("q", 1));
        assertThat(refused.errors().getFirst().value()).hasSize(200);
        assertThat(refused(() -> query("y".repeat(1_000))).detail().en()).hasSizeLessThan(400);
    }

    private static QueryParams query(String raw) {
        return QueryParams.of(raw, Set.of("q", "state", "from", "hidden", "limit"));
    }

    private static ProblemException refused(ThrowingCallable call) {
        return catchThrowableOfType(ProblemException.class, call);
    }
}
