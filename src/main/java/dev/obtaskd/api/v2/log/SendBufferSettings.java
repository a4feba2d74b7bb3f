package dev.obtaskd.api.v2.log;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Bounds what the kernel takes of an answer ahead of its reader. By itself it takes up to some MiB,
 * and then no more before a third of that was read: a slow reader would look like one that does not
 * read at all.
 */
@ApplicationScoped
class SendBufferSettings implements HttpServerOptionsCustomizer {

    private static final int BYTES = 256 * 1024;

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setSendBufferSize(BYTES);
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        options.setSendBufferSize(BYTES);
    }
}
