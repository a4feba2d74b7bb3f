package dev.obtaskd.api.v2.event;

import dev.obtaskd.api.v2.http.AsyncBody;
import java.util.function.Consumer;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;

/**
 * The body of a response that is a stream of events. The request stays open until the stream is
 * closed, without a thread.
 *
 * @param open starts the stream
 */
record EventBody(EventStream stream, Consumer<EventStream> open) implements AsyncBody {

    @Override
    public void send(ResteasyReactiveRequestContext context) {
        context.suspend();
        context.serverResponse().setChunked(true);
        stream.onClosed(context::resume);
        open.accept(stream);
    }
}
