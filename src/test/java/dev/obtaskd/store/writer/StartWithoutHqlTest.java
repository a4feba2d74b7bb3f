package dev.obtaskd.store.writer;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.obtaskd.id.StoreScope;
import dev.obtaskd.id.TaskId;
import dev.obtaskd.store.TaskStore;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import org.hibernate.SessionFactory;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.junit.jupiter.api.Test;

/** Parsing the first HQL takes longer than all other parts of a start. */
@QuarkusTest
@TestProfile(StartWithoutHqlTest.OwnDaemon.class)
class StartWithoutHqlTest {

    /** A daemon that no other test has used. */
    public static class OwnDaemon implements QuarkusTestProfile {}

    @Inject SessionFactory sessions;

    @Inject TaskStore store;

    @Test
    void theDaemonIsReadyBeforeItParsesHql() {
        given().get("/q/health/ready").then().statusCode(200);
        assertThat(parsed()).isZero();
        store.write(tx -> tx.unfinished());
        assertThat(parsed()).isZero();
        store.reader().find(new TaskId(StoreScope.LOCAL, 1));
        assertThat(parsed()).as("the test sees HQL").isPositive();
    }

    private long parsed() {
        return sessions.unwrap(SessionFactoryImplementor.class)
                .getQueryEngine()
                .getInterpretationCache()
                .getNumberOfCachedHqlInterpretations();
    }
}
