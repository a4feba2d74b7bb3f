package dev.obtaskd.api.v2;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;

/** Programs on a host whose {@code /bin/sh} is dash. */
@QuarkusTest
@TestProfile(ProgramsByDashTest.Site.class)
class ProgramsByDashTest extends ProgramHttp {

    public static class Site extends ProgramDaemon {
        public Site() {
            super("/bin/dash");
        }
    }
}
