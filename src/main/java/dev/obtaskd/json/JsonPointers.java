package dev.obtaskd.json;

/** JSON pointers and their dotted form for people. */
public final class JsonPointers {

    private JsonPointers() {}

    /** The pointer to a member of the object at a pointer. */
    public static String below(String pointer, String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    /** {@code /steps/0/run} as {@code steps.0.run}; empty for the whole document. */
    public static String dotted(String pointer) {
        return pointer.isEmpty()
                ? ""
                : pointer.substring(1).replace('/', '.').replace("~1", "/").replace("~0", "~");
    }
}
