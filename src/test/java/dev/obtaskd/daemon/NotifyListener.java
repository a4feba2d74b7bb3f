package dev.obtaskd.daemon;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Receives what a daemon says to its service manager: a Unix socket for datagrams. */
final class NotifyListener {

    private static final short AF_UNIX = 1;
    private static final int SOCK_DGRAM = 2;

    private final List<String> messages = new CopyOnWriteArrayList<>();

    /**
     * @param name absolute path, or an abstract name after {@code @}
     */
    NotifyListener(String name) throws Throwable {
        var descriptor = bind(name);
        Thread.ofPlatform().daemon().name("notify-listener").start(() -> receive(descriptor));
    }

    /** Each message, with its lines. */
    List<String> messages() {
        return List.copyOf(messages);
    }

    long count(String line) {
        return messages.stream().filter(message -> message.lines().anyMatch(line::equals)).count();
    }

    private static int bind(String name) throws Throwable {
        var path =
                (name.startsWith("@") ? '\0' + name.substring(1) : name + '\0')
                        .getBytes(StandardCharsets.UTF_8);
        try (var arena = Arena.ofConfined()) {
            var address = arena.allocate(110, 2);
            address.set(ValueLayout.JAVA_SHORT, 0, AF_UNIX);
            MemorySegment.copy(path, 0, address, ValueLayout.JAVA_BYTE, 2, path.length);
            var integer = ValueLayout.JAVA_INT;
            var socket = function("socket", integer, integer, integer, integer);
            var bind = function("bind", integer, integer, ValueLayout.ADDRESS, integer);
            var descriptor = (int) socket.invokeExact((int) AF_UNIX, SOCK_DGRAM, 0);
            var bound = (int) bind.invokeExact(descriptor, address, 2 + path.length);
            if (descriptor < 0 || bound != 0) {
                throw new IllegalStateException("cannot bind " + name);
            }
            return descriptor;
        }
    }

    private void receive(int descriptor) {
        try (var arena = Arena.ofConfined()) {
            var buffer = arena.allocate(4096);
            var receive =
                    function(
                            "recv",
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_INT);
            var length = (long) receive.invokeExact(descriptor, buffer, 4096L, 0);
            while (length >= 0) {
                var bytes = buffer.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE);
                messages.add(new String(bytes, StandardCharsets.UTF_8));
                length = (long) receive.invokeExact(descriptor, buffer, 4096L, 0);
            }
        } catch (Throwable e) {
            messages.add("failed: " + e);
        }
    }

    private static MethodHandle function(
            String name, MemoryLayout result, MemoryLayout... parameters) {
        var linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(result, parameters));
    }
}
