package dev.obtaskd.api.v2.http;

import dev.obtaskd.api.v2.wire.TaskView.TargetView;
import dev.obtaskd.store.StoreReader;
import dev.obtaskd.task.TaskDefinition.Target;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Maps targets of tasks to the wire format: where they are shown, and whether they still exist. */
@ApplicationScoped
public class TargetMapper {

    private static final String PROPERTY = "obtaskd.target-links.";

    /** The page shows the tasks of a host in its list. */
    private static final Map<String, String> DEFAULTS =
            Map.of("HOST", "/tasks?targetType=HOST&target={name}");

    private final TargetSettings settings;
    private final StoreReader tasks;
    private volatile Map<String, LinkTemplate> templates = Map.of();

    TargetMapper(TargetSettings settings, StoreReader tasks) {
        this.settings = settings;
        this.tasks = tasks;
    }

    /**
     * @throws ConfigurationException if a template is not a link
     */
    void read(@Observes StartupEvent event) {
        // Environment variables cannot name a type in upper case.
        var read = new TreeMap<String, LinkTemplate>(String.CASE_INSENSITIVE_ORDER);
        DEFAULTS.forEach((type, text) -> read.put(type, LinkTemplate.of(text)));
        settings.targetLinks().forEach((type, text) -> read.put(type, template(type, text)));
        templates = read;
    }

    /** A target, with a link unless it is gone. */
    public TargetView view(Target target) {
        var deleted = tasks.removedTargets().contains(target.object());
        var link =
                deleted
                        ? Optional.<String>empty()
                        : Optional.ofNullable(templates.get(target.type()))
                                .flatMap(template -> template.link(target.name(), null));
        return new TargetView(target.type(), target.name(), null, link.orElse(null), deleted);
    }

    private static LinkTemplate template(String type, String text) {
        try {
            return LinkTemplate.of(text);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(PROPERTY + type + "=" + text + " " + e.getMessage());
        }
    }
}
