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
 * A file for download, sent as a whole or in part and never kept in memory.
 *
 * @param name of the file, as shown to users
 * @param size in bytes
 * @param file closed when it is sent or refused
 */
public record FileDownload(String name, String mediaType, long size, SeekableByteChannel file) {

    /** An open file with its current size. */
    static FileDownload of(String name, String mediaType, SeekableByteChannel file)
            throws IOException {
        return new FileDownload(name, mediaType, file.size(), file);
    }

    /**
     * The response to a request for it.
     *
     * @throws ProblemException {@code range.invalid} or {@code downloads.too-many}
     */
    Response respond(HttpServerRequest request, DownloadLimiter sends) throws IOException {
        var handedOver = false;
        try {
            // Responses have no entity tag, so a condition of If-Range cannot match: the whole file
            // is sent.
            var rangeHeader =
                    request.getHeader("If-Range") == null ? request.getHeader("Range") : null;
            var part = ByteRange.of(rangeHeader, size);
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

    /**
     * The headers of every download. Browsers must save it and never render it, as a program wrote
     * it.
     */
    public static Response.ResponseBuilder head(
            Response.ResponseBuilder response, String name, String mediaType) {
        var plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
        return response.type(mediaType)
                .header(
                        "Content-Disposition",
                        "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded(name))
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store");
    }

    /** A text, encoded as one segment of a path. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
