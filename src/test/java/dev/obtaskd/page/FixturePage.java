package dev.obtaskd.page;

import io.quarkus.test.junit.QuarkusTestProfile;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Optional;
import java.util.Set;

/** A daemon with the small page in the test resources instead of the built one. */
public class FixturePage implements QuarkusTestProfile {

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
        return Set.of(Source.class);
    }

    /** Refuses to read files on a thread that must not wait for the disk. */
    @Alternative
    @ApplicationScoped
    public static class Source extends PageSource {
        @Override
        String root() {
            return "/page-fixture/";
        }

        @Override
        Optional<Buffer> read(String name) {
            if (Context.isOnEventLoopThread()) {
                throw new IllegalStateException("reads " + name);
            }
            return super.read(name);
        }
    }
}
