package dev.obtaskd.testing;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * A socket that collects what is written after the first read, and sends it in one packet when it
 * is released.
 */
public final class HeldOutput extends Socket {

    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean reading;
    private boolean released;

    public HeldOutput(String host, int port) throws IOException {
        super(host, port);
        setSoTimeout(20_000);
        setTcpNoDelay(true);
    }

    /** Sends what was collected; later output is sent at once. */
    public synchronized void release() throws IOException {
        super.getOutputStream().write(held.toByteArray());
        released = true;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                synchronized (HeldOutput.this) {
                    reading = true;
                }
                return super.read(into, offset, length);
            }
        };
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        var out = super.getOutputStream();
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                synchronized (HeldOutput.this) {
                    (reading && !released ? held : out).write(bytes, offset, length);
                }
            }
        };
    }
}
