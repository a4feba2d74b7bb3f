package dev.obtaskd.catalogue;

import dev.obtaskd.catalogue.check.OperationCheck;
import dev.obtaskd.catalogue.yaml.OperationFile;
import dev.obtaskd.step.StepKind;
import io.quarkus.arc.All;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * All operations, loaded at start and on request. An invalid file disables its operation only.
 * Tasks keep the operation they were made from.
 */
@Startup
@ApplicationScoped
public class Catalogue {

    private static final Logger LOG = Logger.getLogger(Catalogue.class);

    private final Supplier<LoadedOperations> load;
    private volatile LoadedOperations operations;

    @Inject
    public Catalogue(CatalogueSettings settings, @All List<StepKind> kinds) {
        this(
                BuiltInOperations.files(),
                new SiteOperationFiles(settings.operationsDir())::files,
                new OperationCheck(kinds));
    }

    Catalogue(
            List<OperationFile> builtIns,
            Supplier<List<OperationFile>> site,
            OperationCheck check) {
        load = () -> new LoadedOperations(builtIns, site.get(), check);
        operations = load.get();
    }

    /** Reads the files of the site again. New tasks use what they say now. */
    public void reload() {
        var loaded = load.get();
        operations = loaded;
        LOG.infof(
                "Operations reloaded: %d usable, %d disabled",
                loaded.usable(), loaded.all().size() - loaded.usable());
    }

    /** All entries by name. A duplicate name also has a disabled entry. */
    public List<CatalogueEntry> all() {
        return operations.all();
    }

    /** The entry of a name: the usable one if there is one. */
    public Optional<CatalogueEntry> find(String name) {
        return operations.find(name);
    }
}
