package dev.obtaskd.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Another process with the class path of this one, our properties, and the daemon's garbage
 * collector. Its heap is touched at the start; otherwise the kernel's page allocation would cost a
 * second of the first round.
 */
final class JavaProcess {

    /** JVM options of {@code make run}. */
    static final List<String> DAEMONS = List.of(System.getProperty("obtaskd.jvm").split("\\s+"));

    private static final List<String> HEAP = List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch");

    private JavaProcess() {}

    /** Its standard error is inherited. */
    static ProcessBuilder of(Class<?> main, String... args) {
        var command =
                new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow()));
        command.addAll(DAEMONS);
        command.addAll(HEAP);
        command.addAll(
                List.of(
                        "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                        "-cp",
                        System.getProperty("java.class.path")));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("obtaskd."))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.add(main.getName());
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }
}
