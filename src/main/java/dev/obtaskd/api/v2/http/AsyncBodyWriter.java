package dev.obtaskd.api.v2.http;

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
 * Lets bodies send themselves: the framework's streams block a thread of the request pool, and its
 * publishers do not report what the socket has accepted.
 */
@Provider
public class AsyncBodyWriter implements ServerMessageBodyWriter<AsyncBody> {

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType media) {
        return AsyncBody.class.isAssignableFrom(type);
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, Annotation[] annotations, MediaType media) {
        return AsyncBody.class.isAssignableFrom(type);
    }

    @Override
    public void writeResponse(AsyncBody body, Type genericType, ServerRequestContext context) {
        body.send((ResteasyReactiveRequestContext) context);
    }

    @Override
    public void writeTo(
            AsyncBody body,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out) {
        throw new UnsupportedOperationException("the body is sent through the server's response");
    }
}
