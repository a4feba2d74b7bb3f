package dev.obtaskd.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.crypto.Cipher;

/** The peer of a response over HTTP: Vert.x that always returns the same bytes. */
final class BareResponseServer {

    /** Makes the server execute the decryption of a request's header first. */
    static final String OPENING = "opening";

    private static final int BITS = 2048;
    private static final int BLOCK = BITS / 8;

    private BareResponseServer() {}

    /**
     * @param args the file with the bytes, then optionally {@link #OPENING}; prints the port once
     *     it listens
     */
    public static void main(String[] args) throws Exception {
        Logger.getLogger("").setLevel(Level.SEVERE);
        var body = Buffer.buffer(Files.readAllBytes(Path.of(args[0])));
        if (args.length > 1) {
            serveOpening(body);
        } else {
            serve(body);
        }
    }

    private static void serve(Buffer body) {
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(
                        request ->
                                request.response()
                                        .putHeader("Content-Type", "application/json")
                                        .end(body))
                .listen(0, "127.0.0.1")
                .onSuccess(server -> System.out.println(server.actualPort()));
    }

    private static void serveOpening(Buffer body) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(BITS);
        var key = generator.generateKeyPair().getPrivate();
        var vertx = Vertx.vertx();
        var threads =
                vertx.createSharedWorkerExecutor(
                        "opening", Runtime.getRuntime().availableProcessors());
        vertx.createHttpServer()
                .requestHandler(
                        request ->
                                threads.executeBlocking(
                                                (Callable<Buffer>)
                                                        () ->
                                                                opened(
                                                                        request.getHeader(
                                                                                "X-OCS-Header"),
                                                                        key,
                                                                        body),
                                                false)
                                        .onSuccess(
                                                opened ->
                                                        request.response()
                                                                .putHeader(
                                                                        "Content-Type",
                                                                        "application/json")
                                                                .end(opened))
                                        .onFailure(
                                                failure ->
                                                        request.response()
                                                                .setStatusCode(500)
                                                                .end(failure.toString())))
                .listen(0, "127.0.0.1")
                .onSuccess(server -> System.out.println(server.actualPort()));
    }

    /**
     * The header was encrypted for another key, so it is only used for the computation: each block
     * is a number below the modulus.
     */
    private static Buffer opened(String header, PrivateKey key, Buffer body)
            throws GeneralSecurityException {
        var blocks = Base64.getDecoder().decode(header);
        var cipher = Cipher.getInstance("RSA/ECB/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, key);
        for (var at = 0; at < blocks.length; at += BLOCK) {
            blocks[at] &= 0x7f;
            cipher.doFinal(blocks, at, BLOCK);
        }
        return body;
    }
}
