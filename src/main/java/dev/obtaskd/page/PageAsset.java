package dev.obtaskd.page;

import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file of the page. Its name contains a hash of its content, so that it never changes.
 *
 * @param gzip the same content compressed; null if there is no such copy
 */
record PageAsset(String mediaType, Buffer content, @Nullable Buffer gzip) {

    private static final Map<String, String> MEDIA_TYPES =
            Map.of(
                    "css", "text/css;charset=UTF-8",
                    "ico", "image/x-icon",
                    "js", "text/javascript;charset=UTF-8",
                    "json", "application/json",
                    "png", "image/png",
                    "svg", "image/svg+xml",
                    "txt", "text/plain;charset=UTF-8",
                    "webmanifest", "application/manifest+json",
                    "woff2", "font/woff2");

    /** The media type of a file, by the end of its name. */
    static String mediaType(String name) {
        var end = name.substring(name.lastIndexOf('.') + 1);
        return MEDIA_TYPES.getOrDefault(end, "application/octet-stream");
    }
}
