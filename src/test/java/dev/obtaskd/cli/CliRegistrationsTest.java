package dev.obtaskd.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.obtaskd.cli.command.CommandContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Picocli creates commands and sets their fields by reflection; a native executable supports this
 * for registered classes and fields only.
 */
class CliRegistrationsTest {

    private static final String METADATA =
            "META-INF/native-image/picocli-generated/reflect-config.json";

    /** Types that picocli converts without reflection on other classes of the JDK. */
    private static final Set<Class<?>> CONVERTED =
            Set.of(String.class, boolean.class, int.class, Integer.class, long.class);

    /** Types with a converter of this command line. */
    private static final Set<Class<?>> OWN_CONVERTER = Set.of(Duration.class, Path.class);

    private final Map<String, Set<String>> registered = registered();
    private final Set<String> missing = new TreeSet<>();

    @Test
    void everyCommandFieldAndTypeIsRegistered() {
        var out = new PrintStream(OutputStream.nullOutputStream());
        var context =
                new CommandContext(
                        Map.of(),
                        InputStream.nullInputStream(),
                        out,
                        out,
                        false,
                        false,
                        Clock.systemUTC());
        var line = CommandLineClient.commandLine(context, (file, content) -> List.of());
        visit(line);
        assertThat(missing).isEmpty();
        assertThat(registered).as("classes that are checked").hasSizeGreaterThan(50);
    }

    @Test
    void detectsAFieldThatIsNotRegistered() {
        visit(new CommandLine(new Unregistered()));
        assertThat(missing)
                .hasSize(3)
                .anyMatch(text -> text.contains("Unregistered is not registered"))
                .anyMatch(text -> text.contains("field since"))
                .anyMatch(text -> text.contains("type java.time.Instant"));
    }

    private void visit(CommandLine line) {
        visit(line.getCommandSpec());
        line.getSubcommands().values().forEach(this::visit);
    }

    private void visit(CommandSpec spec) {
        require(spec.userObject().getClass());
        if (spec.versionProvider() != null) {
            require(spec.versionProvider().getClass());
        }
        spec.mixins().values().forEach(mixin -> require(mixin.userObject().getClass()));
        spec.argGroups().forEach(this::visit);
        spec.args().forEach(this::visit);
    }

    private void visit(ArgGroupSpec group) {
        group.args().forEach(this::visit);
        group.subgroups().forEach(this::visit);
    }

    private void visit(ArgSpec argument) {
        if (argument.userObject() instanceof Field field) {
            require(field.getDeclaringClass());
        }
        Arrays.stream(argument.converters()).forEach(one -> require(one.getClass()));
        for (var type : argument.auxiliaryTypes()) {
            if (type.isEnum()) {
                require(type);
            } else if (!CONVERTED.contains(type)
                    && !OWN_CONVERTER.contains(type)
                    && !registered.containsKey(type.getName())) {
                missing.add("the type " + type.getName() + " of " + argument);
            }
        }
    }

    private void require(Class<?> type) {
        for (Class<?> one = type;
                one != null && one.getName().startsWith("dev.obtaskd.");
                one = one.getSuperclass()) {
            var fields = registered.get(one.getName());
            if (fields == null && !one.isInterface() && !one.isSynthetic()) {
                missing.add(one.getName() + " is not registered");
            }
            for (var field : one.getDeclaredFields()) {
                if (picocliSets(field) && (fields == null || !fields.contains(field.getName()))) {
                    missing.add("field " + field.getName() + " of " + one.getName());
                }
            }
        }
    }

    private static boolean picocliSets(Field field) {
        return !Modifier.isStatic(field.getModifiers())
                && Arrays.stream(field.getAnnotations())
                        .anyMatch(
                                annotation ->
                                        annotation
                                                .annotationType()
                                                .getName()
                                                .startsWith("picocli."));
    }

    private static Map<String, Set<String>> registered() {
        // Not by the class path: the build writes such a file for tests too.
        var daemon = CommandLineClient.class.getProtectionDomain().getCodeSource().getLocation();
        try (var in = Files.newInputStream(Path.of(daemon.toURI()).resolve(METADATA))) {
            var classes = new HashMap<String, Set<String>>();
            for (JsonNode entry : new ObjectMapper().readTree(in)) {
                var fields = new HashSet<String>();
                entry.path("fields").forEach(field -> fields.add(field.path("name").asText()));
                classes.put(entry.path("name").asText(), fields);
            }
            return classes;
        } catch (IOException | URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A command of the tests, which the build of the daemon does not register. */
    @CommandLine.Command(name = "unregistered")
    static final class Unregistered {
        @CommandLine.Option(names = "--since")
        private Instant since;
    }
}
