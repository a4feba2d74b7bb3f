package dev.obtaskd.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The peer of an answer over HTTP: Vert.x, and the same bytes whatever is asked. */
final class SameBytes {

    private SameBytes() {}

    /** @param args the file with the bytes; prints the port when it listens */
    public static void main(String[] args) throws IOException {
        Logger.getLogger("").setLevel(Level.SEVERE);
        var body = Buffer.buffer(Files.readAllBytes(Path.of(args[0])));
        Vertx.vertx().createHttpServer()
                .requestHandler(request -> request.response().putHeader("Content-Type", "application/json").end(body))
                .listen(0, "127.0.0.1")
                .onSuccess(server -> System.out.println(server.actualPort()));
    }
}
