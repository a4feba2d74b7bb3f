package dev.obtaskd.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * The channel handlers of a {@link ConnectionGuard}: one for bytes, one for requests and responses.
 */
final class ConnectionHandlers {

    /** The server's name of the response encoder; requests are observed right before it. */
    private static final String ENCODER = "httpEncoder";

    private final ConnectionGuard guard;
    private final Messages messages = new Messages();
    private final Handshake handshake = new Handshake();
    private @Nullable ChannelHandlerContext context;

    ConnectionHandlers(ConnectionGuard guard) {
        this.guard = guard;
    }

    ChannelHandler ofBytes() {
        return new Bytes();
    }

    /**
     * The context for writing responses; null until the connection speaks HTTP, for example before
     * the TLS handshake.
     */
    @Nullable ChannelHandlerContext context() {
        return context;
    }

    ChannelFuture write(ChannelHandlerContext place, UnreadableHeadWriter.Answer answer) {
        var response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        HttpResponseStatus.valueOf(answer.status()),
                        Unpooled.wrappedBuffer(answer.body()));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, answer.mediaType())
                .set(HttpHeaderNames.CONTENT_LENGTH, answer.body().length)
                .set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
        ResponseHeaders.complete(response.headers(), encrypted(place));
        return place.writeAndFlush(response);
    }

    private void enter(ChannelHandlerContext bytes) {
        var pipeline = bytes.pipeline();
        if (context == null && pipeline.context(ENCODER) != null) {
            pipeline.addAfter(ENCODER, null, messages);
        } else if (context == null
                && !handshake.added
                && pipeline.context(SslHandler.class) != null) {
            handshake.added = true;
            pipeline.addAfter(pipeline.context(SslHandler.class).name(), null, handshake);
        }
    }

    /**
     * The first request may arrive together with the end of the TLS handshake: the handlers of HTTP
     * must be observed before it is decrypted. The server adds them when it gets this event.
     */
    private final class Handshake extends ChannelInboundHandlerAdapter {

        private boolean added;

        @Override
        public void userEventTriggered(ChannelHandlerContext place, Object event) {
            place.fireUserEventTriggered(event);
            if (event instanceof SslHandshakeCompletionEvent) {
                enter(place);
            }
        }
    }

    private final class Bytes extends ChannelInboundHandlerAdapter {

        @Override
        public void channelActive(ChannelHandlerContext place) {
            enter(place);
            guard.opened();
            place.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext place, Object bytes) {
            enter(place);
            guard.bytes();
            place.fireChannelRead(bytes);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext place) {
            guard.looked();
            place.fireChannelReadComplete();
        }
    }

    private final class Messages extends ChannelDuplexHandler {

        @Override
        public void handlerAdded(ChannelHandlerContext place) {
            context = place;
        }

        @Override
        public void channelRead(ChannelHandlerContext place, Object message) {
            var last = message instanceof LastHttpContent;
            if (guard.ended() || refused(place, message)) {
                ReferenceCountUtil.release(message);
            } else {
                if (last) {
                    guard.received();
                }
                place.fireChannelRead(message);
                return;
            }
            if (last) {
                guard.received();
            }
        }

        private boolean refused(ChannelHandlerContext place, Object message) {
            return switch (message) {
                case HttpRequest head when head.decoderResult().isFailure() -> {
                    guard.refuse(place, fault(head.decoderResult().cause()));
                    yield true;
                }
                case HttpRequest head when !RequestFraming.forOneHost(head) -> {
                    guard.refuse(place, RequestFault.HOST);
                    yield true;
                }
                case HttpRequest head -> {
                    var welcome =
                            guard.head(
                                    HttpUtil.isTransferEncodingChunked(head)
                                            || HttpUtil.getContentLength(head, 0L) > 0);
                    if (!welcome) {
                        place.close();
                    }
                    yield !welcome;
                }
                case HttpContent part when part.decoderResult().isFailure() -> {
                    guard.chunksBroken();
                    yield true;
                }
                default -> false;
            };
        }

        @Override
        public void write(ChannelHandlerContext place, Object message, ChannelPromise promise) {
            if (message instanceof HttpResponse head) {
                if (head.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                    place.write(message, promise);
                    return;
                }
                ResponseHeaders.complete(head.headers(), encrypted(place));
                if (guard.last(
                        head.headers()
                                .contains(
                                        HttpHeaderNames.CONNECTION,
                                        HttpHeaderValues.CLOSE,
                                        true))) {
                    head.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
                }
            }
            if (message instanceof LastHttpContent) {
                place.write(message, promise.unvoid()).addListener(sent -> guard.answered());
            } else {
                place.write(message, promise);
            }
        }
    }

    private static boolean encrypted(ChannelHandlerContext place) {
        return place.pipeline().get(SslHandler.class) != null;
    }

    private static RequestFault fault(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException e -> RequestFault.LINE_TOO_LONG;
            case TooLongHttpHeaderException e -> RequestFault.HEADERS_TOO_LARGE;
            default -> RequestFault.HEAD_MALFORMED;
        };
    }
}
