package dev.obtaskd.api.v2.log;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveResourceInfo;
import org.jboss.resteasy.reactive.server.spi.ServerMessageBodyWriter;
import org.jboss.resteasy.reactive.server.spi.ServerRequestContext;

/**
 * Lets downloads send themselves: the framework's own streams block a thread of the request pool.
 */
@Provider
public class DownloadBodyWriter implements ServerMessageBodyWriter<DownloadBody> {

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType media) {
        return type == DownloadBody.class;
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, Annotation[] annotations, MediaType media) {
        return type == DownloadBody.class;
    }

    @Override
    public void writeResponse(DownloadBody body, Type genericType, ServerRequestContext context) {
        body.send((ResteasyReactiveRequestContext) context);
    }

    @Override
    public void writeTo(
            DownloadBody body,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out) {
        throw new UnsupportedOperationException(
                "a download is sent through the server's own answer only");
    }
}
