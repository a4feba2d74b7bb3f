package dev.obtaskd.api.obshell;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Sends one request over a Unix socket; also a program, so that other users can run it. */
final class SocketRequest {

    private SocketRequest() {}

    /** Prints the response to a GET; the arguments are the socket and the target. */
    public static void main(String[] args) throws IOException {
        System.out.println(send(Path.of(args[0]), "GET", args[1], ""));
    }

    /** Returns the whole response as text. */
    static String send(Path socket, String method, String target, String body) throws IOException {
        try (var channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            var request =
                    method
                            + " "
                            + target
                            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                            + (body.isEmpty()
                                    ? ""
                                    : "Content-Type: application/json\r\nContent-Length: "
                                            + body.length()
                                            + "\r\n")
                            + "\r\n"
                            + body;
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
            return new String(
                    Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
