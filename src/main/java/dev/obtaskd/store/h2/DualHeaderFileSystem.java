package dev.obtaskd.store.h2;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.io.IOException;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * Files {@code obtaskd:<path>} for H2, whose stores survive power failures. H2 itself overwrites
 * both copies of its header once in several versions, searches for newer versions after it, and
 * takes a version for complete if its first and last blocks exist. After a power failure that kept
 * only some of the writes it opened an older or an incomplete version. Here each version has a
 * header, and two headers are overwritten in turn: see {@link DualHeaderFile}.
 */
@RegisterForReflection
public final class DualHeaderFileSystem extends FilePathWrapper {

    public static final String SCHEME = "obtaskd";

    /** Registers the file system with H2; to be called before a store is opened. */
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
