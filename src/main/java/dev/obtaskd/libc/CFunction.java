package dev.obtaskd.libc;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;
import java.util.Locale;

/**
 * A function of the C library. Each signature is also in {@code reachability-metadata.json}; {@code
 * CFunctionTest} checks that. Handles must not be in static fields: a native executable links them
 * at run time. A static executable may not find the functions, so each use has a substitute.
 */
public enum CFunction {
    CLOSE("int", "int"),
    FALLOCATE("int", "int", "int", "long", "long"),
    OPEN("int", "void*", "int"),
    SENDTO("long", "int", "void*", "long", "int", "void*", "int"),
    SIGNAL("void*", "int", "void*"),
    SOCKET("int", "int", "int", "int");

    private final String result;
    private final List<String> parameters;

    CFunction(String result, String... parameters) {
        this.result = result;
        this.parameters = List.of(parameters);
    }

    /** The C library of this process; fails, if it does, at the first function. */
    public static SymbolLookup library() {
        return name -> Linker.nativeLinker().defaultLookup().find(name);
    }

    /**
     * Links the function.
     *
     * @throws RuntimeException or Error if it does not exist, or if this native executable has no
     *     code for its signature
     */
    public MethodHandle link(SymbolLookup library) {
        return Linker.nativeLinker()
                .downcallHandle(
                        library.findOrThrow(symbol()),
                        FunctionDescriptor.of(
                                layout(result),
                                parameters.stream()
                                        .map(CFunction::layout)
                                        .toArray(MemoryLayout[]::new)));
    }

    /** The name of the function in C. */
    public String symbol() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of the result, as in the metadata. */
    String result() {
        return result;
    }

    /** The types of the parameters, as in the metadata. */
    List<String> parameters() {
        return parameters;
    }

    private static MemoryLayout layout(String type) {
        return switch (type) {
            case "int" -> ValueLayout.JAVA_INT;
            case "long" -> ValueLayout.JAVA_LONG;
            case "void*" -> ValueLayout.ADDRESS;
            default -> throw new IllegalArgumentException(type);
        };
    }
}
