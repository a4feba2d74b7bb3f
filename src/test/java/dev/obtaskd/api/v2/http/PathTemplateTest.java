package dev.obtaskd.api.v2.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PathTemplateTest {

    private static final PathTemplate TASK = PathTemplate.of("/api/v2/tasks/{id}");
    private static final PathTemplate FILE = PathTemplate.of("/api/v2/tasks/{id}/files/{name: .+}");

    @Test
    void aVariableMatchesOneSegment() {
        assertThat(TASK.matches("/api/v2/tasks/21")).isTrue();
        for (var path : new String[] {"/", "/api/v2/tasks/", "/api/v2/tasks/21/x", "/x/21"}) {
            assertThat(TASK.matches(path)).as(path).isFalse();
        }
    }

    @Test
    void aVariableWithAPatternMatchesThatPattern() {
        assertThat(FILE.matches("/api/v2/tasks/21/files/a/b/c")).isTrue();
        assertThat(FILE.matches("/api/v2/tasks/21/files/")).isFalse();
        assertThat(FILE.matches("/api/v2/tasks//files/a")).isFalse();
    }

    @Test
    void literalsDecideBetweenTemplatesThatMatch() {
        var batch = PathTemplate.of("/api/v2/tasks/batch");
        assertThat(batch.matches("/api/v2/tasks/batch")).isTrue();
        assertThat(TASK.matches("/api/v2/tasks/batch")).isTrue();
        assertThat(batch.literals()).isGreaterThan(TASK.literals());
    }

    @Test
    void otherCharactersAreLiteral() {
        var archive = PathTemplate.of("/api/v2/tasks/{id}/logs.zip");
        assertThat(archive.matches("/api/v2/tasks/21/logs.zip")).isTrue();
        assertThat(archive.matches("/api/v2/tasks/21/logsxzip")).isFalse();
    }
}
