package dev.obtaskd.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Addresses of sockets in the file system, also of those whose path is longer than the kernel
 * takes.
 */
final class SocketPath {

    /** What the kernel's structure for such an address has room for, in bytes. */
    private static final int LONGEST = 107;

    private SocketPath() {}

    /** An address that leads to the path: a long one is reached through a link to its directory. */
    static UnixDomainSocketAddress address(Path path) {
        if (path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST) {
            return UnixDomainSocketAddress.of(path);
        }
        try {
            var way = Files.createTempDirectory("obtaskd");
            var link = Files.createSymbolicLink(way.resolve("run"), path.getParent());
            way.toFile().deleteOnExit();
            link.toFile().deleteOnExit();
            return UnixDomainSocketAddress.of(link.resolve(path.getFileName()));
        } catch (IOException e) {
            throw new UncheckedIOException("no way to " + path, e);
        }
    }
}
