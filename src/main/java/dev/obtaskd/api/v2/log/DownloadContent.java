package dev.obtaskd.api.v2.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** The content of a download. It may keep files open until it is closed. */
public interface DownloadContent extends Closeable {

    /** Writes the whole content. */
    void write(OutputStream out) throws IOException;

    @Override
    default void close() throws IOException {}
}
