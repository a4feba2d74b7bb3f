package dev.obtaskd.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.obtaskd.engine.Actor;
import dev.obtaskd.engine.SubmitRequest;
import dev.obtaskd.engine.SubmitResult;
import dev.obtaskd.engine.TaskSubmitter;
import dev.obtaskd.engine.retention.RetentionSchedule;
import dev.obtaskd.security.AccountStore;
import dev.obtaskd.security.PasswordHasher;
import dev.obtaskd.security.UserAccount;
import dev.obtaskd.security.UserRole;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A daemon whose disk has less free space than the reserve. */
@QuarkusTest
@TestProfile(LowDiskTest.HugeReserve.class)
class LowDiskTest {

    public static class HugeReserve implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("obtaskd.store.reserve", "1000000G");
        }
    }

    @Inject TaskSubmitter submit;

    @Inject AccountStore accounts;

    @Test
    void isReadyAndReportsThatTheDiskIsNearlyFull() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'disk' }.data.disk", equalTo("below reserve"));
    }

    @Test
    void acceptsOnlyTheRetentionTask() {
        assertThat(submit("host.inspect")).isInstanceOf(SubmitResult.DiskLow.class);
        assertThat(submit(RetentionSchedule.OPERATION)).isInstanceOf(SubmitResult.Accepted.class);
    }

    @Test
    void answersASubmitOverHttpWith507() {
        if (accounts.find("mia").isEmpty()) {
            accounts.create(
                    new UserAccount(
                            "mia", UserRole.TASK_MANAGER, PasswordHasher.hash("m".toCharArray())));
        }
        given().auth()
                .preemptive()
                .basic("mia", "m")
                .contentType("application/json")
                .body("{\"operation\": \"host.inspect\"}")
                .post("/api/v2/tasks")
                .then()
                .statusCode(507)
                .contentType("application/problem+json")
                .body("code", equalTo("store.full"));
    }

    private SubmitResult submit(String operation) {
        var none = JsonNodeFactory.instance.objectNode();
        return submit.submit(
                new SubmitRequest(operation, none, List.of(), null, Actor.SYSTEM, null));
    }
}
