package dev.obtaskd.api.v2.event;

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
 * Lets streams send themselves: the publishers of the framework do not report what the socket has
 * accepted.
 */
@Provider
public class EventBodyWriter implements ServerMessageBodyWriter<EventBody> {

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, ResteasyReactiveResourceInfo target, MediaType media) {
        return type == EventBody.class;
    }

    @Override
    public boolean isWriteable(
            Class<?> type, Type genericType, Annotation[] annotations, MediaType media) {
        return type == EventBody.class;
    }

    @Override
    public void writeResponse(EventBody body, Type genericType, ServerRequestContext context) {
        body.send((ResteasyReactiveRequestContext) context);
    }

    @Override
    public void writeTo(
            EventBody body,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out) {
        throw new UnsupportedOperationException("events are sent through the server's response");
    }
}
