package dev.obtaskd.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * Another process with the class path of this one, with our own properties, and with the daemon's
 * collector. Its heap is touched before it begins: pages that the kernel first has to find cost a
 * round of throughput a second.
 */
final class JavaProcess {

    /** What {@code make run} starts the daemon with. */
    static final List<String> DAEMONS = List.of(System.getProperty("obtaskd.jvm").split("\\s+"));

    private static final List<String> HEAP = List.of("-Xms1g", "-Xmx1g", "-XX:+AlwaysPreTouch");

    private JavaProcess() {}

    /** Its standard error goes where ours goes. */
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
