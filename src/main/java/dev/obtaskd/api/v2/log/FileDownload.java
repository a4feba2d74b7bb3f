package dev.obtaskd.api.v2.log;

import dev.obtaskd.api.v2.http.ProblemException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * A file to be saved, sent whole or in part and never kept in memory.
 *
 * @param name of the file, as people see it
 * @param size in bytes
 * @param file closed when it is sent or refused
 */
record FileDownload(String name, String mediaType, long size, SeekableByteChannel file) {

    /** An open file as it is now. */
    static FileDownload of(String name, String mediaType, SeekableByteChannel file)
            throws IOException {
        return new FileDownload(name, mediaType, file.size(), file);
    }

    /**
     * The answer to a request for it.
     *
     * @throws ProblemException {@code range.invalid} or {@code downloads.too-many}
     */
    Response answer(HttpServerRequest request, DownloadLimiter sends) throws IOException {
        var handedOver = false;
        try {
            // No entity tags are given, so a condition of If-Range cannot be met: then all of it is
            // sent.
            var asked = request.getHeader("If-Range") == null ? request.getHeader("Range") : null;
            var part = ByteRange.of(asked, size);
            var from = part.map(ByteRange::from).orElse(0L);
            var length = part.map(ByteRange::length).orElse(size);
            var response =
                    head(Response.status(part.isPresent() ? 206 : 200), name, mediaType)
                            .header("Accept-Ranges", "bytes");
            part.ifPresent(range -> response.header("Content-Range", range.contentRange(size)));
            if (request.method().equals(HttpMethod.HEAD)) {
                return response.header("Content-Length", length).build();
            }
            var body = sends.body(new FileContent(file, from, length), length);
            handedOver = true;
            return response.entity(body).build();
        } finally {
            if (!handedOver) {
                file.close();
            }
        }
    }

    /** What every download has: it is saved and never shown, whatever a program wrote into it. */
    static Response.ResponseBuilder head(
            Response.ResponseBuilder response, String name, String mediaType) {
        var plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
        return response.type(mediaType)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded(name))
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store");
    }

    /** A text as one segment of a path. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
