package dev.obtaskd.api.v2.log;

import dev.obtaskd.log.LogText;
import java.io.IOException;
import java.io.OutputStream;

/** Lines of a log as text. */
record TextContent(LogText text) implements DownloadContent {

    @Override
    public void write(OutputStream out) throws IOException {
        text.write(out);
    }

    @Override
    public void close() throws IOException {
        text.close();
    }
}
