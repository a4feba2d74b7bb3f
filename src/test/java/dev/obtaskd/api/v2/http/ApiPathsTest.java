package dev.obtaskd.api.v2.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApiPathsTest {

    @Test
    void theApiOwnsItsPathsAndAllOtherMethods() {
        assertThat(ApiPaths.ofThisApi("GET", "/api/v2/nothing")).isTrue();
        assertThat(ApiPaths.ofThisApi("POST", "/")).isTrue();
        assertThat(ApiPaths.ofThisApi("OPTIONS", "/nothing")).isTrue();
        assertThat(ApiPaths.ofThisApi("GET", null)).isTrue();
    }

    @Test
    void otherReadsBelongToThePage() {
        for (var path : new String[] {"/", "/tasks/21", "/api", "/api/v22"}) {
            assertThat(ApiPaths.ofThisApi("GET", path)).as(path).isFalse();
            assertThat(ApiPaths.ofThisApi("HEAD", path)).as(path).isFalse();
        }
    }

    @Test
    void otherApisKeepTheirPaths() {
        for (var path : new String[] {"/q", "/q/health", "/api/v1", "/api/v1/time"}) {
            assertThat(ApiPaths.ofThisApi("POST", path)).as(path).isFalse();
            assertThat(ApiPaths.ofThisApi("GET", path)).as(path).isFalse();
        }
    }
}
