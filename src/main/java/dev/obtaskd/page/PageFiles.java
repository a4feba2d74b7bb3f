package dev.obtaskd.page;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * All files of the page in memory. A request selects one of them by its exact name, so that no path
 * reaches another resource.
 *
 * @param index the page itself, which every path outside the assets gets
 * @param assets by their path, such as {@code /assets/index-1a2b.js}
 */
record PageFiles(PageTemplate index, Map<String, PageAsset> assets) {

    private static final String INDEX = "index.html";
    private static final String COMPRESSED = ".gz";

    /** Reads the files of a build with the page, or the page of a build without it. */
    static PageFiles of(PageSource source) {
        return source.read(INDEX)
                .map(index -> new PageFiles(new PageTemplate(index.toString()), assets(source)))
                .orElseGet(() -> new PageFiles(PageTemplate.ofBuildWithoutPage(), Map.of()));
    }

    Optional<PageAsset> asset(String path) {
        return Optional.ofNullable(assets.get(path));
    }

    private static Map<String, PageAsset> assets(PageSource source) {
        return source.names().stream()
                .filter(name -> ("/" + name).startsWith(PagePaths.ASSETS))
                .filter(name -> !name.endsWith(COMPRESSED))
                .collect(Collectors.toUnmodifiableMap(name -> "/" + name, asset(source)));
    }

    /** A file that has a compressed copy may exist as that copy only. */
    private static Function<String, PageAsset> asset(PageSource source) {
        return name -> {
            var type = PageAsset.mediaType(name);
            return source.read(name + COMPRESSED)
                    .map(gzip -> new PageAsset(type, unpacked(name, gzip), gzip))
                    .orElseGet(() -> new PageAsset(type, source.read(name).orElseThrow(), null));
        };
    }

    private static Buffer unpacked(String name, Buffer gzip) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(gzip.getBytes()))) {
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot unpack " + name, e);
        }
    }
}
