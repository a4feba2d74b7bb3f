package dev.obtaskd.page;

import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The files of the page as class-path resources. The build writes their names into the file {@code
 * files}, one a line, because resources cannot be listed in a native executable.
 */
@ApplicationScoped
class PageSource {

    private static final String NAMES = "files";

    /** The directory of the resources, with a slash at its end. */
    String root() {
        return "/page/";
    }

    /** Names below the directory, such as {@code assets/index-1a2b.js}; empty without a page. */
    List<String> names() {
        return read(NAMES).map(text -> text.toString().lines().toList()).orElse(List.of());
    }

    /** The content of a file; empty if it does not exist. */
    Optional<Buffer> read(String name) {
        try (var in = PageSource.class.getResourceAsStream(root() + name)) {
            return in == null ? Optional.empty() : Optional.of(Buffer.buffer(in.readAllBytes()));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
