package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What obshell's page reads when it is loaded. */
@QuarkusTest
class ClusterOverHttpTest extends ObshellHttp {

    private static final Map<String, String> DATA =
            Map.of(
                    "/api/v1/obcluster/info",
                    """
                    {"cluster_name": "", "cluster_id": 0, "status": "UNAVAILABLE",
                     "is_community_edition": true, "is_standalone": false, "ob_version": "",
                     "dead_lock_detection_enabled": false, "startup_mode": "",
                     "is_shared_storage": false, "stats": {}, "zones": [], "tenants": [],
                     "tenant_stats": []}
                    """,
                    "/api/v1/obcluster/statistics",
                    "{\"telemetryEnabled\": false}",
                    "/api/v1/obcluster/topology/info",
                    "{\"zones\": []}",
                    "/api/v1/tenant/top-compactions?limit=3",
                    "{\"contents\": []}");

    @Test
    void describesAClusterThatIsNotAvailable() throws Exception {
        for (var path : DATA.keySet()) {
            var answer = client.get(path);
            assertAccepted(answer);
            assertThat(answer.data())
                    .as(path)
                    .isEqualTo(new ObjectMapper().readTree(DATA.get(path)));
        }
    }

    @Test
    void requiresALogin() {
        for (var path : DATA.keySet()) {
            assertRefused(client.plain("GET", path), 400, "Request.Header.NotFound", 0);
            assertRefused(
                    client.call("GET", path).sealAs("{\"Auth\":\"\"}").send(),
                    401,
                    "Security.Authentication.Header.DecryptFailed",
                    1);
        }
    }

    @Test
    void reportsUnknownTasksWith404() {
        assertRefused(client.get("/api/v1/task/dag/1999"), 404, "Task.NotFound", 0);
    }
}
