package dev.obtaskd.api.v2.log;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Limits the size of the kernel's send buffer. By default it grows to some MiB and then accepts no
 * data until a third was read: a slow client would seem not to read at all.
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
