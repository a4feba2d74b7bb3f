package dev.obtaskd.api.v2.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;

/** What a download sends. Holds open what it needs until it is closed. */
interface DownloadContent extends Closeable {

    /** Writes all of it. */
    void write(OutputStream out) throws IOException;

    @Override
    default void close() throws IOException {}
}
