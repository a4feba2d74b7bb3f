package dev.obtaskd.api.v2;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * Something to be saved as a file, sent whole or in part and never kept in memory.
 *
 * @param name of the file
 * @param size in bytes
 */
record FilesDownload(String name, String mediaType, long size, Source source) {

    /** Where the bytes come from. */
    interface Source {

        /** Writes as many bytes from an offset on, fewer only if they are not there any more. */
        void copy(long from, long length, OutputStream out) throws IOException;
    }

    /**
     * The answer to a request for it.
     *
     * @throws ProblemException {@code range.invalid}
     */
    Response answer(HttpServerRequest request) {
        // No entity tags are given, so a condition of If-Range cannot be met: then all of it is sent.
        var asked = request.getHeader("If-Range") == null ? request.getHeader("Range") : null;
        var part = FilesRange.of(asked, size);
        var from = part.map(FilesRange::from).orElse(0L);
        var length = part.map(FilesRange::length).orElse(size);
        var response = head(Response.status(part.isPresent() ? 206 : 200), name, mediaType)
                .header("Accept-Ranges", "bytes")
                .header("Content-Length", length);
        part.ifPresent(range -> response.header("Content-Range", range.contentRange(size)));
        if (!request.method().equals(HttpMethod.HEAD)) {
            response.entity((StreamingOutput) out -> source.copy(from, length, out));
        }
        return response.build();
    }

    /** What every download has: it is saved and never shown, whatever a program wrote into it. */
    static Response.ResponseBuilder head(Response.ResponseBuilder response, String name, String mediaType) {
        var plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
        return response.type(mediaType)
                .header("Content-Disposition",
                        "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded(name))
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store");
    }

    /** A text as one segment of a path. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
    }
}
