package dev.obtaskd.api.v2.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AllowTableTest {

    @Test
    void wordsComeBeforeVariables() {
        assertThat(AllowTable.of("/api/v2/tasks/batch")).contains(List.of("POST", "OPTIONS"));
        assertThat(AllowTable.of("/api/v2/tasks/21")).contains(List.of("GET", "HEAD", "OPTIONS"));
    }

    @Test
    void filesHaveNamesOfAnyDepth() {
        assertThat(AllowTable.of("/api/v2/tasks/21/files/a")).isPresent();
        assertThat(AllowTable.of("/api/v2/tasks/21/files/a/b/c")).isPresent();
    }

    @Test
    void otherPathsAreNotKnown() {
        for (var path :
                new String[] {
                    "/",
                    "/api/v2",
                    "/api/v2/",
                    "/api/v2/tasks/",
                    "/api/v2/tasks//files",
                    "/api/v1/tasks",
                    "/api/v2/tasks/21/x"
                }) {
            assertThat(AllowTable.of(path)).as(path).isEmpty();
        }
    }
}
