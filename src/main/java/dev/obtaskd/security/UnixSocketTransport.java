package dev.obtaskd.security;

import dev.obtaskd.http.ConnectionLimiter;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.impl.transports.JDKTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.spi.SelectorProvider;
import java.nio.file.Path;

/**
 * Makes the HTTP server use the channels of the JDK, for Unix sockets too. The native libraries of
 * the server would be unpacked to /tmp, which many hosts mount noexec. Loaded as a service.
 */
@RegisterForReflection(
        targets = {
            UnixSocketTransport.class,
            UnixDomainSocketAddress.class,
            SelectorProvider.class
        })
public final class UnixSocketTransport extends JDKTransport {

    @Override
    public boolean supportsDomainSockets() {
        return true;
    }

    @Override
    public java.net.SocketAddress convert(SocketAddress address) {
        return address.isDomainSocket()
                ? SocketPath.address(Path.of(address.path()))
                : super.convert(address);
    }

    @Override
    public SocketAddress convert(java.net.SocketAddress address) {
        return address instanceof UnixDomainSocketAddress unix
                ? SocketAddress.domainSocketAddress(unix.getPath().toString())
                : super.convert(address);
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
        return domainSocket ? NioDomainSocketChannel::new : super.channelFactory(false);
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        return domainSocket ? NioServerDomainSocketChannel::new : super.serverChannelFactory(false);
    }

    /** What is set there are options of TCP. */
    @Override
    public void configure(
            NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
        Arc.container().instance(ConnectionLimiter.class).get().watch(bootstrap, domainSocket);
        if (!domainSocket) {
            super.configure(options, false, bootstrap);
        }
    }
}
