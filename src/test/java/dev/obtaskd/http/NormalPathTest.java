package dev.obtaskd.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NormalPathTest {

    @Test
    void acceptsNormalizedPaths() {
        for (var path :
                new String[] {
                    "/",
                    "/api/v2/tasks",
                    "/api/v2/tasks/",
                    "/q/health/live",
                    "/api/v2/tasks/1/files/a/b.c",
                    "/api/v2/files/a%20b",
                    "/api/v2/files/%E4%B8%AD",
                    "/files/...",
                    "/files/.hidden",
                    "/files/a%3Bb",
                    "/files/a%25",
                    "/files/a%7E",
                    "/files/a~",
                    "/files/%252e%252e",
                    "/a/..b",
                    "/%zz",
                    "/%00"
                }) {
            assertThat(NormalPath.is(path + "?x=/../", path)).as(path).isTrue();
        }
    }

    @Test
    void refusesPathsThatAreNotNormalized() {
        for (var path :
                new String[] {
                    "/api/v1/../v2/tasks",
                    "/api/v2/..",
                    "/./api",
                    "/api/.",
                    "//api",
                    "/api//v2",
                    "/api/v2/%2e%2e/x",
                    "/api/%2E/x",
                    "/api%2fv2",
                    "/api%2Fv2",
                    "/api\\v2",
                    "/%61pi/v1",
                    "/api/v2;x=1/tasks",
                    "/api/%0a",
                    "/api/%7f",
                    "/a b",
                    "/api/\u0001",
                    "/api/中",
                    "api",
                    ""
                }) {
            assertThat(NormalPath.is(path, path)).as(path).isFalse();
        }
        assertThat(NormalPath.is("http://host/api/v2/tasks", "/api/v2/tasks")).isFalse();
    }
}
