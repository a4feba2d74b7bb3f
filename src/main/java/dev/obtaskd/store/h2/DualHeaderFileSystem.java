package dev.obtaskd.store.h2;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Files {@code obtaskd:<path>} for H2, whose stores survive power cuts. H2 writes one header in
 * several versions, twice and over both of the one before, looks for newer versions behind it, and
 * takes a version for whole if its beginning and its end are there. A power cut that kept one part
 * and not another made it go on from an older version, or from a torn one. Here each version has a
 * header, of two that take turns: see {@link DualHeaderFile}.
 */
@RegisterForReflection
public final class DualHeaderFileSystem extends FilePathWrapper {

    public static final String SCHEME = "obtaskd";

    /** Makes H2 know them; before the first store is opened. */
    public static void register() {
        FilePath.register(new DualHeaderFileSystem());
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        var file = getBase().open(mode);
        if (!mode.equals("r") && DualHeaderFile.isNew(file)) {
            file.truncate(0);
        }
        return new DualHeaderFile(file);
    }
}
