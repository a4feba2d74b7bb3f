package dev.obtaskd.api.obshell;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A request that changes something runs once per header. */
@QuarkusTest
class ReplayOverHttpTest extends ObshellHttp {

    @Test
    void answersARepetitionWithTheFirstResponse() {
        var sealed = client.call("POST", "/api/v1/guarded/twice").body("{}").seal();
        var first = sealed.send();
        assertAccepted(first);
        assertThat(sealed.send().text()).isEqualTo(first.text());
        assertThat(sealed.send().text()).isEqualTo(first.text());
        assertThat(GuardedResource.runs("twice")).isOne();
    }

    @Test
    void repeatsErrorsToo() {
        var sealed = client.call("POST", "/api/v1/guarded/refused").body("{}").seal();
        var first = sealed.send();
        assertRefused(first, 400, "Common.BindJsonFailed", 0);
        assertThat(sealed.send().text()).isEqualTo(first.text());
        assertThat(GuardedResource.runs("refused")).isOne();
    }

    @Test
    void runsAgainForANewHeader() {
        client.post("/api/v1/guarded/again", "{}");
        client.post("/api/v1/guarded/again", "{}");
        assertThat(GuardedResource.runs("again")).isEqualTo(2);
    }

    @Test
    void refusesAnotherBodyWithAUsedHeader() {
        var call = client.call("POST", "/api/v1/guarded/altered").body("{}");
        var sealed = call.seal();
        assertAccepted(sealed.send());
        var other = sealed.withBody(Base64.getEncoder().encode(new byte[32]));
        assertRefused(other.send(), 401, "Security.Authentication.Expired", 10008);
        assertThat(GuardedResource.runs("altered")).isOne();
    }

    @Test
    void concurrentRepetitionsWaitForTheFirstRequest() throws Exception {
        var sealed = client.call("POST", "/api/v1/guarded/slow/race").body("{}").seal();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<ObshellClient.Answer>>();
            for (var sender = 0; sender < 8; sender++) {
                answers.add(threads.submit(sealed::send));
            }
            Awaitility.await().until(() -> GuardedResource.runs("race") > 0);
            GuardedResource.GATE.countDown();
            var first = answers.getFirst().get().text();
            for (var answer : answers) {
                assertThat(answer.get().text()).isEqualTo(first);
            }
        }
        assertThat(GuardedResource.runs("race")).isOne();
    }
}
