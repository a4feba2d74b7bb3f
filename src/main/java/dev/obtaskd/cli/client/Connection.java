package dev.obtaskd.cli.client;

import java.io.Closeable;
import java.io.InputStream;
import java.io.OutputStream;

/** An open connection. Closing it ends reads of other threads. */
interface Connection extends Closeable {

    InputStream in();

    OutputStream out();
}
