package dev.obtaskd.service;

import dev.obtaskd.libc.CFunction;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * Sends datagrams to a Unix socket, which Java lacks. The program {@code systemd-notify} is no
 * substitute: a service manager accepts messages of the daemon's own process only.
 */
final class NotifySocket {

    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;
    private static final int SOCK_CLOEXEC = 0x80000;
    private static final int MSG_NOSIGNAL = 0x4000;

    /** Length of {@code sun_path}, with the terminating zero byte. */
    private static final int LONGEST_PATH = 108;

    private final MethodHandle socket;
    private final MethodHandle sendTo;
    private final MethodHandle close;
    private final byte[] address;

    /**
     * @param path absolute, or in the abstract namespace with a leading {@code @}, as systemd sets
     *     it
     * @throws IllegalArgumentException if it is neither, or too long
     * @throws RuntimeException or Error if the functions of the C library are not available
     */
    NotifySocket(String path, SymbolLookup library) {
        address = address(path);
        socket = CFunction.SOCKET.link(library);
        sendTo = CFunction.SENDTO.link(library);
        close = CFunction.CLOSE.link(library);
    }

    /** The bytes of {@code sun_path}: an abstract name begins with a zero byte and has no end. */
    private static byte[] address(String path) {
        if (!path.startsWith("/") && !path.startsWith("@")) {
            throw new IllegalArgumentException("'" + path + "' is not absolute");
        }
        var bytes =
                (path.startsWith("@") ? '\0' + path.substring(1) : path + '\0')
                        .getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LONGEST_PATH) {
            throw new IllegalArgumentException(
                    "'" + path + "' is longer than " + (LONGEST_PATH - 1) + " bytes");
        }
        return bytes;
    }

    /**
     * Sends one message.
     *
     * @throws IOException if no process receives at the socket
     */
    void send(String message) throws IOException {
        try (var arena = Arena.ofConfined()) {
            var descriptor = (int) socket.invokeExact((int) AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
            if (descriptor < 0) {
                throw new IOException("no socket can be opened");
            }
            var bytes = message.getBytes(StandardCharsets.UTF_8);
            var sent =
                    (long)
                            sendTo.invokeExact(
                                    descriptor,
                                    arena.allocateFrom(ValueLayout.JAVA_BYTE, bytes),
                                    (long) bytes.length,
                                    MSG_NOSIGNAL,
                                    address(arena),
                                    Short.BYTES + address.length);
            var closed = (int) close.invokeExact(descriptor);
            if (sent != bytes.length || closed != 0) {
                throw new IOException("the socket does not accept messages");
            }
        } catch (IOException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a C function cannot throw", e);
        }
    }

    /** A {@code struct sockaddr_un}. */
    private MemorySegment address(Arena arena) {
        var struct = arena.allocate(Short.BYTES + LONGEST_PATH, Short.BYTES);
        struct.set(ValueLayout.JAVA_SHORT, 0, AF_UNIX);
        MemorySegment.copy(address, 0, struct, ValueLayout.JAVA_BYTE, Short.BYTES, address.length);
        return struct;
    }
}
