package dev.obtaskd.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Addresses of Unix sockets, including paths that exceed the limit of the kernel. */
final class SocketPath {

    /** Maximum length of a path in {@code sockaddr_un}, in bytes. */
    private static final int LONGEST = 107;

    private SocketPath() {}

    /** The address of a path; a long path is reached through a symbolic link to its directory. */
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
            throw new UncheckedIOException("cannot link to the directory of " + path, e);
        }
    }
}
