package dev.obtaskd.bench;

import java.util.ArrayList;
import java.util.List;

/** Another process with the class path of this one, and with our own properties. */
final class Java {

    private Java() {}

    /** Its standard error goes where ours goes. */
    static ProcessBuilder of(Class<?> main, String... args) {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-cp", System.getProperty("java.class.path")));
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("obtaskd."))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.add(main.getName());
        command.addAll(List.of(args));
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }
}
