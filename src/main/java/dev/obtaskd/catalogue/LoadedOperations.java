package dev.obtaskd.catalogue;

import static java.util.Objects.requireNonNull;

import dev.obtaskd.catalogue.CatalogueEntry.Source;
import dev.obtaskd.catalogue.check.OperationCheck;
import dev.obtaskd.catalogue.operation.OperationFlaw;
import dev.obtaskd.catalogue.yaml.OperationFile;
import dev.obtaskd.text.LocalizedText;
import dev.obtaskd.text.Messages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The operations of one reading of the files. Immutable once loaded. */
final class LoadedOperations {

    private static final Messages MESSAGES = Messages.of("catalogue");

    private static final Logger LOG = Logger.getLogger(Catalogue.class);

    private final OperationCheck check;
    private final Map<String, CatalogueEntry> usable = new HashMap<>();
    private final List<CatalogueEntry> entries = new ArrayList<>();

    LoadedOperations(List<OperationFile> builtIns, List<OperationFile> site, OperationCheck check) {
        this.check = check;
        builtIns.forEach(file -> load(file, Source.BUILT_IN));
        site.forEach(file -> load(file, Source.SITE));
        entries.sort(Comparator.comparing(CatalogueEntry::name));
    }

    List<CatalogueEntry> all() {
        return List.copyOf(entries);
    }

    Optional<CatalogueEntry> find(String name) {
        var found = usable.get(name);
        return found != null
                ? Optional.of(found)
                : entries.stream().filter(entry -> entry.name().equals(name)).findFirst();
    }

    /** How many operations can be started. */
    int usable() {
        return usable.size();
    }

    private void load(OperationFile file, Source source) {
        var entry = entry(file, source);
        if (entry.disabled() == null) {
            usable.put(entry.name(), entry);
        } else {
            LOG.warnf("operation %s is disabled: %s", entry.name(), entry.disabled());
        }
        entries.add(entry);
    }

    private CatalogueEntry entry(OperationFile file, Source source) {
        if (file.content() == null) {
            var reason = requireNonNull(file.refused());
            return new CatalogueEntry(
                    file.baseName(), null, source, new OperationFlaw(file.name(), 1, reason));
        }
        var checked = check.check(file.name(), file.content());
        var name = checked.name() == null ? file.baseName() : checked.name();
        if (checked.operation() == null) {
            return new CatalogueEntry(name, null, source, summary(checked.flaws()));
        }
        checked.warnings()
                .forEach(warning -> LOG.warnf("operation %s has a warning: %s", name, warning));
        if (usable.containsKey(name)) {
            return new CatalogueEntry(
                    name,
                    null,
                    source,
                    new OperationFlaw(file.name(), checked.nameLine(), taken(name)));
        }
        return new CatalogueEntry(name, checked.operation(), source, null);
    }

    private LocalizedText taken(String name) {
        return requireNonNull(usable.get(name)).source() == Source.BUILT_IN
                ? MESSAGES.text("operation.duplicate.built-in", name)
                : MESSAGES.text("operation.duplicate.site", name);
    }

    private static OperationFlaw summary(List<OperationFlaw> flaws) {
        var first = flaws.getFirst();
        if (flaws.size() == 1) {
            return first;
        }
        var message = MESSAGES.text("flaw.more", first.message(), flaws.size() - 1);
        return new OperationFlaw(first.file(), first.line(), message);
    }
}
