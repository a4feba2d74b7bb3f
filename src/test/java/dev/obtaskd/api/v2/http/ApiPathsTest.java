package dev.obtaskd.api.v2.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ApiPathsTest {

    @Test
    void theApiOwnsEveryPathThatBelongsToNeitherOfTheOthers() {
        for (var path :
                new String[] {"/api/v2/nothing", "/", "/nothing", "/api", "/api/v22", "/qq"}) {
            assertThat(ApiPaths.ofThisApi(path)).as(path).isTrue();
        }
        assertThat(ApiPaths.ofThisApi(null)).isTrue();
    }

    @Test
    void otherApisKeepTheirPaths() {
        for (var path : new String[] {"/q", "/q/health", "/api/v1", "/api/v1/time"}) {
            assertThat(ApiPaths.ofThisApi(path)).as(path).isFalse();
        }
    }
}
